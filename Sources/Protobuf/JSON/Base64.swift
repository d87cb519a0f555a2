/// Bytes as text of 64 letters (RFC 4648), as JSON and binary metadata carry them.
package enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// The letters for bytes; `isPadded` fills them up to a multiple of four.
  package static func encode(_ bytes: [UInt8], isPadded: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      pendingBits += 8
      while pendingBits >= 6 {
        pendingBits -= 6
        text.append(letters[Int(pending >> pendingBits & 63)])
      }
    }
    if pendingBits > 0 { text.append(letters[Int(pending << (6 - pendingBits) & 63)]) }
    while isPadded, !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
    return text
  }

  /// The bytes of a text in the ordinary or the URL alphabet, padded or not; nil if it is none.
  package static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    var digits = text[...]
    if text.count.isMultiple(of: 4) {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for digit in digits {
      guard let value = value(of: digit) else { return nil }
      pending = pending << 6 | value
      pendingBits += 6
      guard pendingBits >= 8 else { continue }
      pendingBits -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> pendingBits))
    }
    return bytes
  }

  private static func value(of letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
