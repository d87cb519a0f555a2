import CProtobufC
import CRobotsProto
package import Protobuf
package import RobotModel

/// One message of the stream that stores a file: its header first, then its bytes.
package enum PutFileRequest: RequestMessage {
  /// What the file is called.
  case header(id: String, name: String, contentType: String)
  /// The next bytes.
  case chunk([UInt8])

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__put_file_request__init, with: arena) {
      message,
      reader in
      switch message.pointee.part_case {
      case ROBOTS__V1__PUT_FILE_REQUEST__PART_HEADER:
        return .header(
          id: reader.text(message.pointee.header.pointee.id),
          name: reader.text(message.pointee.header.pointee.name),
          contentType: reader.text(message.pointee.header.pointee.content_type)
        )
      case ROBOTS__V1__PUT_FILE_REQUEST__PART_CHUNK:
        return .chunk(reader.bytes(message.pointee.chunk, "chunk"))
      default:
        reader.refuse("part", "a header or a chunk is needed")
        return .chunk([])
      }
    }
  }
}

extension MessageReader {
  fileprivate mutating func bytes(_ field: ProtobufCBinaryData, _ name: String) -> [UInt8] {
    if field.len > Limits.fileChunkByteCount {
      refuse(name, "has \(field.len) bytes; at most \(Limits.fileChunkByteCount) go at once")
      return []
    }
    return Array(UnsafeBufferPointer(start: field.data, count: field.len))
  }
}
