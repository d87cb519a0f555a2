/// Decides whether bytes are text as proto3 and C both understand it: UTF-8 without NUL.
///
/// To compare or hash a text, Swift puts the marks behind a letter in order, in a time that grows
/// with the square of their number: a message of nothing else would keep it busy for hours. So
/// whoever takes texts from outside bounds the marks in a row.
enum TextCheck {
  /// The problem with the bytes from `start` up to `end`, or nil if they are good text.
  static func problem(
    from start: UnsafePointer<UInt8>,
    to end: UnsafePointer<UInt8>,
    marksInARow limit: Int
  ) -> ValidationError.Problem? {
    var position = start
    var marks = 0
    var marksEnd = start
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
      guard length > 0 else {
        return position.pointee == 0 ? .embeddedNUL(byte: position - start + 1) : .notUTF8
      }
      if position.pointee >= firstByteOfMarks, isMark(at: position, length) {
        marks = position == marksEnd ? marks + 1 : 1
        marksEnd = position + length
        if marks > limit { return .tooManyMarks(limit: limit) }
      }
      position += length
    }
    return nil
  }

  /// The first byte of U+0300, below which nothing combines.
  private static let firstByteOfMarks: UInt8 = 0xcc

  /// Whether the good sequence at a position is a character that is put in order among others.
  private static func isMark(at position: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var value = UInt32(position.pointee) & (0x7f >> UInt32(length))
    for index in 1..<length { value = value << 6 | UInt32(position[index] & 0x3f) }
    guard let scalar = Unicode.Scalar(value) else { return false }
    if scalar.properties.canonicalCombiningClass != .notReordered { return true }
    // Three vowels of Tibetan are none themselves, but stand for two.
    return value == 0xf73 || value == 0xf75 || value == 0xf81
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
