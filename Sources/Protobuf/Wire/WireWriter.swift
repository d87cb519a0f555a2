/// Writes the wire format field by field.
package struct WireWriter {
  /// What has been written so far.
  package private(set) var bytes: [UInt8] = []

  /// Begins with nothing written.
  package init() {}

  /// Writes a field of wire type 0.
  package mutating func varint(_ number: Int, _ value: UInt64) {
    tag(number, wireType: 0)
    varint(value)
  }

  /// Writes a field of wire type 1.
  package mutating func fixed64(_ number: Int, _ value: UInt64) {
    tag(number, wireType: 1)
    fixed64(value)
  }

  /// Writes a field of wire type 2.
  package mutating func bytes(_ number: Int, _ value: some Collection<UInt8>) {
    tag(number, wireType: 2)
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// Writes a field of wire type 5.
  package mutating func fixed32(_ number: Int, _ value: UInt32) {
    tag(number, wireType: 5)
    fixed32(value)
  }

  /// Writes a field's number and wire type; its payload must follow.
  package mutating func tag(_ number: Int, wireType: Int) {
    varint(UInt64(number) << 3 | UInt64(wireType))
  }

  /// Writes a bare varint.
  package mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes eight bare bytes, the least significant first.
  package mutating func fixed64(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Writes four bare bytes, the least significant first.
  package mutating func fixed32(_ value: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Appends bytes that are fields already.
  package mutating func append(_ fields: some Collection<UInt8>) {
    bytes.append(contentsOf: fields)
  }
}
