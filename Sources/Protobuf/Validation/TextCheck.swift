/// Decides whether bytes are text as proto3 and C both understand it: UTF-8 without NUL.
enum TextCheck {
  /// The problem with the bytes from `start` up to `end`, or nil if they are good text.
  static func problem(
    from start: UnsafePointer<UInt8>,
    to end: UnsafePointer<UInt8>
  ) -> ValidationError.Problem? {
    var position = start
    while position < end {
      if end - position >= 8, isPlainASCII(UnsafeRawPointer(position)) {
        position += 8
        continue
      }
      if position.pointee &- 1 < 0x7f {
        position += 1
        continue
      }
      let length = sequenceLength(at: position, end)
      guard length > 0 else { return position.pointee == 0 ? .embeddedNUL : .notUTF8 }
      position += length
    }
    return nil
  }

  /// Whether eight bytes are all from 1 to 127.
  @inline(__always)
  private static func isPlainASCII(_ bytes: UnsafeRawPointer) -> Bool {
    let word = bytes.loadUnaligned(as: UInt64.self)
    let high: UInt64 = 0x8080_8080_8080_8080
    // Where no byte has its high bit, subtracting 1 from each sets it in (at least) a zero byte.
    return (word | (word &- 0x0101_0101_0101_0101)) & high == 0
  }

  /// The bytes of the longer UTF-8 sequence at a position, or 0 if there is none.
  ///
  /// The ranges are those of the Unicode standard, table 3-7: no overlong forms, no surrogates,
  /// nothing above U+10FFFF.
  private static func sequenceLength(
    at position: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) -> Int {
    let first = position[0]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xbf
    switch first {
    case 0xc2...0xdf: length = 2
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: length = 3
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: length = 4
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: return 0
    }
    guard end - position >= length, second.contains(position[1]) else { return 0 }
    for index in 2..<max(length, 2) where position[index] & 0xc0 != 0x80 { return 0 }
    return length
  }
}
