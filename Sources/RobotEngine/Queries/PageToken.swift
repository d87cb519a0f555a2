// Opaque page tokens
//
// A list of definitions goes on after a key, not after a number of elements: so a page shows what
// comes after the last page's last element, whatever was added or removed meanwhile. The token is
// that key, with a checksum of it and of what was asked for, in hexadecimal. A token that was not
// given, or was given for another list, is refused rather than read as something else.

import RobotModel

/// Where the next page of a list of definitions begins.
struct PageToken {
  /// The list and what narrows it, "robots|deal|sales|".
  let list: String

  /// Tokens for one list.
  init(list: String...) {
    self.list = list.joined(separator: "\u{0}")
  }

  /// The token of the page that begins after the element with this key.
  func text(after key: [String]) -> String {
    let content = Array(key.joined(separator: "\u{0}").utf8)
    let sum = checksum(content)
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) } + content
    return bytes.map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// The key after which a page begins; nil for the empty token of the first page.
  /// - Throws: `INVALID_ARGUMENT` for a token that this list has not given.
  func key(from token: String) throws(RequestError) -> [String]? {
    if token.isEmpty { return nil }
    guard let bytes = Self.bytes(token), bytes.count >= 4 else { throw .badPageToken(token) }
    let content = Array(bytes[4...])
    let sum = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1]) << (8 * UInt32($1)) }
    guard sum == checksum(content) else { throw .badPageToken(token) }
    return String(decoding: content, as: UTF8.self)
      .split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
  }

  private static func bytes(_ token: String) -> [UInt8]? {
    let digits = token.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == token.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { place in
      UInt8(digits[place] << 4 | digits[place + 1])
    }
  }

  /// Fowler, Noll and Vo's hash, 1a, of 32 bits.
  private func checksum(_ content: [UInt8]) -> UInt32 {
    var sum: UInt32 = 2_166_136_261
    for byte in Array(list.utf8) + [0xFF] + content { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
    return sum
  }
}
