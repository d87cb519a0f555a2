/// A currency's code as in ISO 4217: three upper-case letters, for example `PLN`.
///
/// Only the form is checked: which codes are in use changes every few years.
package struct CurrencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The letters as one number, so that codes order as their texts do.
  private let letters: UInt32

  /// The code with these letters.
  /// - Throws: `MoneyError.notACurrency` if they are not three letters from A to Z.
  package init(_ text: String) throws(MoneyError) {
    let bytes = Array(text.utf8.prefix(4))
    let areLetters = bytes.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
    guard bytes.count == 3, areLetters else {
      throw .notACurrency(text: String(text.prefix(16)))
    }
    letters = bytes.reduce(0) { number, byte in number << 8 | UInt32(byte) }
  }

  package var description: String {
    let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func < (left: CurrencyCode, right: CurrencyCode) -> Bool {
    left.letters < right.letters
  }
}
