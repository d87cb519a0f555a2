/// A currency's code as in ISO 4217: three upper-case letters, for example `PLN`.
///
/// Only the form is checked: which codes are in use changes every few years.
package struct CurrencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The letters as one number, so that codes order as their texts do.
  private let letters: UInt32

  /// The code with these letters.
  /// - Throws: `MoneyError.notACurrency` if they are not three letters from A to Z.
  package init(_ text: String) throws(MoneyError) {
    var letters: UInt32 = 0
    guard text.utf8.count == Self.letterCount,
      text.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
    else {
      throw .notACurrency(text: String(text.prefix(16)))
    }
    for byte in text.utf8 { letters = letters << 8 | UInt32(byte) }
    self.letters = letters
  }

  private static let letterCount = 3

  package var description: String {
    unsafe String(unsafeUninitializedCapacity: Self.letterCount) { bytes in
      for index in 0..<Self.letterCount {
        unsafe bytes[index] =
          UInt8(truncatingIfNeeded: letters >> UInt32(8 * (Self.letterCount - 1 - index)))
      }
      return Self.letterCount
    }
  }

  package static func < (left: CurrencyCode, right: CurrencyCode) -> Bool {
    left.letters < right.letters
  }
}
