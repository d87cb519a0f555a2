import HTTP2
import Protobuf

extension Metadata {
  /// Reads the metadata out of received fields, leaving out what the protocol itself uses.
  ///
  /// Values of a `-bin` key that are not base64 are left out too; `malformedKey` finds them.
  init(_ fields: FieldList) {
    self.init()
    for index in 0..<fields.count {
      let name = fields.name(at: index)
      guard !Metadata.isReserved(name) else { continue }
      let value = fields.value(at: index)
      let key = String(decoding: name, as: UTF8.self)
      guard name.isBinaryKey else {
        append(key: key, bytes: Array(value))
        continue
      }
      // Several values of one binary key may arrive joined by commas.
      for part in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        guard let bytes = Base64.decode(UnsafeRawBufferPointer(rebasing: part)) else { continue }
        append(key: key, bytes: bytes)
      }
    }
  }

  /// Whether every part of a binary value is base64.
  static func isWellFormed(binary value: UnsafeRawBufferPointer) -> Bool {
    value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .allSatisfy { Base64.decode(UnsafeRawBufferPointer(rebasing: $0)) != nil }
  }

  /// The fields that carry this metadata.
  var headerFields: [HeaderList.Field] {
    entries.map { entry in
      HeaderList.Field(
        name: Array(entry.key.utf8),
        value: entry.key.hasSuffix("-bin")
          ? Base64.encode(entry.value, isPadded: false) : entry.value
      )
    }
  }

  /// Whether a field belongs to HTTP/2 or to gRPC itself and not to the application.
  private static func isReserved(_ name: UnsafeRawBufferPointer) -> Bool {
    if name.first == UInt8(ascii: ":") { return true }
    switch name.count {
    case 2: return name.equals("te")
    case 11: return name.equals("grpc-status")
    case 12:
      return name.equals("content-type") || name.equals("grpc-timeout")
        || name.equals("grpc-message")
    case 13: return name.equals("grpc-encoding")
    case 14: return name.equals("content-length")
    case 20: return name.equals("grpc-accept-encoding")
    case 23: return name.equals("grpc-status-details-bin")
    default: return false
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes are a key whose values are binary.
  @inline(__always)
  var isBinaryKey: Bool {
    count > 4
      && loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
        == UInt32(littleEndian: 0x6e69_622d)
  }
}
