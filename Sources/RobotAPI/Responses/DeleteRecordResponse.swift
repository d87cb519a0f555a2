import CRobotsProto
package import Protobuf

/// The record is gone.
package struct DeleteRecordResponse: ResponseMessage {
  /// How many waiting runs were cancelled.
  package var cancelledRuns: Int

  /// Answers.
  package init(cancelledRuns: Int) {
    self.cancelledRuns = cancelledRuns
  }

  /// Field 2, a varint, is 1.
  package static var duplicateMark: [UInt8] { [2 << 3, 1] }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__delete_record_response__init, into: &buffer, with: arena) { message, _ in
      message.pointee.cancelled_runs = Int64(cancelledRuns)
    }
  }
}
