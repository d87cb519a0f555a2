import CRobotsProto
package import Protobuf

/// One message of the stream that reads a file: its header first, then its bytes.
package enum GetFileResponse: ResponseMessage {
  /// What the file is called and what it holds; the SHA-256 is in hexadecimal digits.
  case header(id: String, name: String, contentType: String, byteCount: Int, sha256: String)
  /// The next bytes.
  case chunk([UInt8])

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_file_response__init, into: &buffer, with: arena) { message, builder in
      switch self {
      case .header(let id, let name, let contentType, let byteCount, let sha256):
        message.pointee.part_case = ROBOTS__V1__GET_FILE_RESPONSE__PART_HEADER
        let header = builder.message(robots__v1__file_header__init)
        header.pointee.id = builder.text(id)
        header.pointee.name = builder.text(name)
        header.pointee.content_type = builder.text(contentType)
        header.pointee.byte_count = Int64(byteCount)
        header.pointee.sha256 = builder.text(sha256)
        message.pointee.header = header
      case .chunk(let bytes):
        message.pointee.part_case = ROBOTS__V1__GET_FILE_RESPONSE__PART_CHUNK
        message.pointee.chunk = builder.arena.bytes(bytes)
      }
    }
  }
}
