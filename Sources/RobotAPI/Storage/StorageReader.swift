/// Reads a message of proto3 field by field.
///
///     while let field = try reader.next() {
///       switch field {
///       case 1: visit.number = try reader.storeNumber()
///       default: try reader.skip()
///       }
///     }
///
/// It believes nothing: whatever the bytes are, it ends, in time linear to their number, with
/// values or an error.
struct StorageReader {
  private let start: UnsafePointer<UInt8>
  private var position: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  /// How the field that was last begun is written.
  private var wireType: UInt8 = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    let base = bytes.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) }
    start = base ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    position = start
    end = start + bytes.count
  }

  /// Names and codes are hardly longer.
  private static let shortByteCount = 16

  /// Whether nothing follows in the message.
  var isAtEnd: Bool { position == end }

  /// Begins the next field and gives its number; nil at the end of the message.
  mutating func next() throws(FactError) -> UInt64? {
    if isAtEnd { return nil }
    let tag = try varint()
    wireType = UInt8(truncatingIfNeeded: tag & 7)
    return tag >> 3
  }

  /// Passes over a field that this program does not know.
  mutating func skip() throws(FactError) {
    switch wireType {
    case 0: _ = try varint()
    case 1: try advance(by: 8)
    case 2: _ = try content()
    case 5: try advance(by: 4)
    default: throw error("a field is written in an unknown way")
    }
  }

  /// Whether the field that was last begun is a text, bytes or a message.
  var isLengthDelimited: Bool { wireType == 2 }

  // MARK: - Fields

  mutating func number() throws(FactError) -> UInt64 {
    guard wireType == 0 else { throw error("a number is not written as one") }
    return try varint()
  }

  mutating func signedNumber() throws(FactError) -> Int64 {
    Int64(bitPattern: try number())
  }

  mutating func smallNumber() throws(FactError) -> UInt32 {
    guard let value = UInt32(exactly: try number()) else { throw error("a number is too large") }
    return value
  }

  mutating func flag() throws(FactError) -> Bool {
    try number() != 0
  }

  mutating func text() throws(FactError) -> String {
    let content = try content()
    if content.count <= Self.shortByteCount, content.allSatisfy({ $0 < 0x80 }) {
      return String(copying: UTF8Span(unchecked: content.span, isKnownASCII: true))
    }
    // Twice as fast as String(validating:as:), which is not specialised.
    guard let text = try? UTF8Span(validating: content.span) else {
      throw error("a text is not UTF-8")
    }
    return String(copying: text)
  }

  mutating func bytes() throws(FactError) -> [UInt8] {
    Array(try content())
  }

  /// A reader for the message that a field holds.
  mutating func message() throws(FactError) -> StorageReader {
    StorageReader(UnsafeRawBufferPointer(try content()))
  }

  /// The bytes of a message, to be read by protobuf-c.
  mutating func messageBytes() throws(FactError) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(try content())
  }

  /// What went wrong and where.
  func error(_ problem: String) -> FactError {
    FactError(problem: problem, offset: position - start)
  }

  // MARK: - Bytes

  private mutating func content() throws(FactError) -> UnsafeBufferPointer<UInt8> {
    guard wireType == 2 else { throw error("a text or message is not written as one") }
    let length = try varint()
    guard length <= UInt64(end - position) else { throw error("a field ends past its message") }
    defer { position += Int(length) }
    return UnsafeBufferPointer(start: position, count: Int(length))
  }

  @inline(__always)
  private mutating func varint() throws(FactError) -> UInt64 {
    if position < end, position.pointee < 0x80 {
      defer { position += 1 }
      return UInt64(position.pointee)
    }
    return try longVarint()
  }

  private mutating func longVarint() throws(FactError) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 70 {
      let byte = position.pointee
      position += 1
      result |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    throw error("a number has no end")
  }

  private mutating func advance(by byteCount: Int) throws(FactError) {
    guard end - position >= byteCount else { throw error("a field ends past its message") }
    position += byteCount
  }
}
