// Opaque page tokens
//
// A list goes on after a key, not after a number of elements: so a page shows what comes after the
// last page's last element, whatever was added or removed meanwhile. The token is that key, with a
// checksum of it and of what was asked for, in hexadecimal. A token that was not given, or was
// given for another list, filter or order, is refused rather than read as something else.

import RobotModel

/// Where the next page of a list begins.
struct PageToken {
  /// The checksum of the list and of what narrows it, which those of its tokens go on from.
  private let listSum: UInt32

  /// Tokens for one list, narrowed and ordered by the rest: "robots", "deal", "sales", "".
  init(list: String...) {
    let name = list.joined(separator: "\u{0}")
    listSum = Self.checksum(of: CollectionOfOne(0xFF), from: Self.checksum(of: name.utf8))
  }

  /// The token of the page that begins after the element with this key.
  func text(after key: [String]) -> String {
    let content = key.joined(separator: "\u{0}").utf8
    let sum = Self.checksum(of: content, from: listSum)
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * (4 + content.count))
    for place in 0..<4 { Self.append(UInt8(truncatingIfNeeded: sum >> (8 * place)), to: &digits) }
    for byte in content { Self.append(byte, to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The token of the page that begins after the element with this number.
  func text(after number: StoreNumber) -> String { text(after: [number.text]) }

  /// The key after which a page begins; nil for the empty token of the first page.
  /// - Throws: `INVALID_ARGUMENT` for a token that this list has not given.
  func key(from token: String) throws(RequestError) -> [String]? {
    if token.isEmpty { return nil }
    guard let bytes = Self.bytes(token), bytes.count >= 4 else { throw .badPageToken(token) }
    let content = bytes[4...]
    let sum = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1]) << (8 * UInt32($1)) }
    guard sum == Self.checksum(of: content, from: listSum) else { throw .badPageToken(token) }
    return String(decoding: content, as: UTF8.self)
      .split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
  }

  /// The number after which a page begins; nil for the first page.
  /// - Throws: `INVALID_ARGUMENT` for a token that this list has not given.
  func number(from token: String) throws(RequestError) -> StoreNumber? {
    guard let key = try key(from: token) else { return nil }
    guard key.count == 1, let number = StoreNumber(text: key[0]) else {
      throw .badPageToken(token)
    }
    return number
  }

  /// Appends a byte's two digits.
  private static func append(_ byte: UInt8, to digits: inout [UInt8]) {
    digits.append(digit(byte >> 4))
    digits.append(digit(byte & 15))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func bytes(_ token: String) -> [UInt8]? {
    let digits = token.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == token.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { place in
      UInt8(digits[place] << 4 | digits[place + 1])
    }
  }

  /// Fowler, Noll and Vo's hash, 1a, of 32 bits, of what was hashed before and some more bytes.
  private static func checksum(
    of bytes: some Sequence<UInt8>,
    from sum: UInt32 = 2_166_136_261
  ) -> UInt32 {
    bytes.reduce(sum) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}
