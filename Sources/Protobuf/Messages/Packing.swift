// Packing writes straight into the sender's buffer: size first, then the bytes, no copy between.

package import CProtobufC

extension UnsafeMutablePointer {
  /// This generated message as protobuf-c's base type, which every message begins with.
  package var asMessage: UnsafePointer<ProtobufCMessage> {
    UnsafeRawPointer(self).assumingMemoryBound(to: ProtobufCMessage.self)
  }
}

extension UnsafePointer<ProtobufCMessage> {
  /// Makes a field of text empty, where the message has one of that name.
  package func clearText(_ name: String) {
    guard let field = protobuf_c_message_descriptor_get_field_by_name(pointee.descriptor, name)
    else { return }
    precondition(field.pointee.type == PROTOBUF_C_TYPE_STRING, "\(name) is no text")
    UnsafeMutableRawPointer(mutating: self)
      .storeBytes(of: nil, toByteOffset: Int(field.pointee.offset), as: UnsafeRawPointer?.self)
  }
}

/// Writes messages in wire form.
package enum Packing {
  /// The number of bytes `pack` will write.
  package static func byteCount(of message: UnsafePointer<ProtobufCMessage>) -> Int {
    protobuf_c_message_get_packed_size(message)
  }

  /// Writes the message at `destination`, which has room for `byteCount(of:)` bytes.
  ///
  /// - Returns: The number of bytes written.
  @discardableResult
  package static func pack(
    _ message: UnsafePointer<ProtobufCMessage>,
    to destination: UnsafeMutableRawPointer
  ) -> Int {
    protobuf_c_message_pack(message, destination.assumingMemoryBound(to: UInt8.self))
  }

  /// Appends the message to a buffer, which keeps its capacity from call to call.
  package static func pack(
    _ message: UnsafePointer<ProtobufCMessage>,
    appendingTo buffer: inout [UInt8]
  ) {
    let start = buffer.count
    buffer += [UInt8](repeating: 0, count: byteCount(of: message))
    buffer.withUnsafeMutableBytes { bytes in
      if let base = bytes.baseAddress { pack(message, to: base + start) }
    }
  }
}
