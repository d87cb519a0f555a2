import CRobotsProto
package import Protobuf
package import RobotModel

/// The record of a stored file.
package struct PutFileResponse: ResponseMessage {
  package var record: Record

  /// Answers.
  package init(record: Record) {
    self.record = record
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__put_file_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.record = builder.record(record)
    }
  }
}
