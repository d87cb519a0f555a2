// Reads the wire format field by field, by nothing but its own marks.
//
// The validator and protobuf-c work by the generated descriptors; this reader serves what works by
// the descriptor set instead, reading the set itself and JSON, and programs that look for one
// field.

/// Bytes that are no sequence of protobuf fields.
package struct WireError: Error, Equatable {
  /// The byte it was noticed at, counted from the start of the bytes read.
  package var offset: Int
}

/// A field's payload as the wire tells it, without knowledge of its type.
package enum WirePayload: Equatable {
  case varint(UInt64)
  case fixed64(UInt64)
  case bytes(ArraySlice<UInt8>)
  case fixed32(UInt32)
}

/// One field on the wire.
package struct WireField: Equatable {
  /// As the message's definition numbers it.
  package var number: Int
  /// What it holds.
  package var payload: WirePayload
}

/// Walks the fields of one message.
package struct WireReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Reads these bytes from their beginning.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  /// Reads the next field, or nil at the end; groups are refused.
  package mutating func next() throws(WireError) -> WireField? {
    guard !isAtEnd else { return nil }
    let start = position
    let tag = try readVarint()
    guard tag >> 3 >= 1, tag <= UInt64(UInt32.max) else { throw failure(at: start) }
    let payload: WirePayload =
      switch tag & 7 {
      case 0: .varint(try readVarint())
      case 1: .fixed64(try readFixed64())
      case 2: .bytes(try readBytes())
      case 5: .fixed32(try readFixed32())
      default: throw failure(at: start)
      }
    return WireField(number: Int(tag >> 3), payload: payload)
  }

  /// Reads a bare varint, as a packed list holds them.
  mutating func readVarint() throws(WireError) -> UInt64 {
    let start = position
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 70 {
      guard position < bytes.endIndex else { throw failure(at: start) }
      let byte = bytes[position]
      position += 1
      result |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    throw failure(at: start)
  }

  /// Reads eight bytes, the least significant first.
  mutating func readFixed64() throws(WireError) -> UInt64 {
    try readLittleEndian(byteCount: 8)
  }

  /// Reads four bytes, the least significant first.
  mutating func readFixed32() throws(WireError) -> UInt32 {
    UInt32(truncatingIfNeeded: try readLittleEndian(byteCount: 4))
  }

  private mutating func readLittleEndian(byteCount: Int) throws(WireError) -> UInt64 {
    guard bytes.endIndex - position >= byteCount else { throw failure(at: position) }
    var result: UInt64 = 0
    for index in 0..<byteCount {
      result |= UInt64(bytes[position + index]) << UInt64(8 * index)
    }
    position += byteCount
    return result
  }

  private mutating func readBytes() throws(WireError) -> ArraySlice<UInt8> {
    let start = position
    let length = try readVarint()
    guard length <= UInt64(bytes.endIndex - position) else { throw failure(at: start) }
    defer { position += Int(length) }
    return bytes[position..<position + Int(length)]
  }

  private func failure(at index: Int) -> WireError {
    WireError(offset: index - bytes.startIndex)
  }
}
