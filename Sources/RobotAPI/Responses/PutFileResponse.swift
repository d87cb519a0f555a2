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
    write(into: &buffer) { writer in
      writer.message(1) { $0.shownRecord(record) }
    }
  }
}
