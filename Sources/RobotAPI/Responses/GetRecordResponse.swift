import CRobotsProto
package import Protobuf
package import RobotModel

/// The record that was asked for.
package struct GetRecordResponse: ResponseMessage {
  package var record: Record

  /// Answers.
  package init(record: Record) {
    self.record = record
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_record_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.record = builder.record(record)
    }
  }
}
