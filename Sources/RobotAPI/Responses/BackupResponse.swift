import CRobotsProto
package import Protobuf

/// One message of the stream that copies everything: its header first, then the archive's bytes.
package enum BackupResponse: ResponseMessage {
  /// Up to which batch the archive surely goes, and the archive's length.
  case header(sequence: UInt64, byteCount: Int)
  /// The next bytes.
  case chunk([UInt8])

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__backup_response__init, into: &buffer, with: arena) { message, builder in
      switch self {
      case .header(let sequence, let byteCount):
        message.pointee.part_case = ROBOTS__V1__BACKUP_RESPONSE__PART_HEADER
        let header = builder.message(robots__v1__backup_header__init)
        header.pointee.sequence = Int64(clamping: sequence)
        header.pointee.byte_count = Int64(byteCount)
        message.pointee.header = header
      case .chunk(let bytes):
        message.pointee.part_case = ROBOTS__V1__BACKUP_RESPONSE__PART_CHUNK
        message.pointee.chunk = builder.arena.bytes(bytes)
      }
    }
  }
}
