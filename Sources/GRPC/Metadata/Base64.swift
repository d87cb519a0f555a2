/// The form of binary metadata: base64 of RFC 4648, sent without padding, taken with or without.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// Encodes bytes without padding.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count * 4 + 2) / 3)
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      pendingBits += 8
      while pendingBits >= 6 {
        pendingBits -= 6
        encoded.append(alphabet[Int(pending >> pendingBits & 63)])
      }
    }
    if pendingBits > 0 { encoded.append(alphabet[Int(pending << (6 - pendingBits) & 63)]) }
    return encoded
  }

  /// Decodes bytes, or answers nil if they are not base64.
  static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    var digits = text[...]
    if text.count % 4 == 0 {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(digits.count * 3 / 4)
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for byte in digits {
      guard let digit = digit(byte) else { return nil }
      pending = pending << 6 | digit
      pendingBits += 6
      guard pendingBits >= 8 else { continue }
      pendingBits -= 8
      decoded.append(UInt8(truncatingIfNeeded: pending >> pendingBits))
    }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
