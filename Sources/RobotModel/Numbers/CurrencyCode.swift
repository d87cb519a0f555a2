/// A currency's code as in ISO 4217: three upper-case letters, for example `PLN`.
///
/// Only the form is checked: which codes are in use changes every few years.
package struct CurrencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The letters as one number to the base of 26, so that codes order as their texts do.
  let number: UInt16

  /// So many bits hold the number of any code.
  static let bitCount = 15

  /// The code with a number that another one had.
  init(number: UInt16) {
    self.number = number
  }

  /// The code with these letters.
  /// - Throws: `MoneyError.notACurrency` if they are not three letters from A to Z.
  package init(_ text: String) throws(MoneyError) {
    guard text.utf8.count == Self.letterCount,
      text.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
    else {
      throw .notACurrency(text: String(text.prefix(16)))
    }
    var number: UInt16 = 0
    for byte in text.utf8 { number = number * 26 + UInt16(byte - UInt8(ascii: "A")) }
    self.number = number
  }

  private static let letterCount = 3

  package var description: String {
    unsafe String(unsafeUninitializedCapacity: Self.letterCount) { bytes in
      var rest = number
      for index in (0..<Self.letterCount).reversed() {
        unsafe bytes[index] = UInt8(ascii: "A") + UInt8(rest % 26)
        rest /= 26
      }
      return Self.letterCount
    }
  }

  package static func < (left: CurrencyCode, right: CurrencyCode) -> Bool {
    left.number < right.number
  }
}
