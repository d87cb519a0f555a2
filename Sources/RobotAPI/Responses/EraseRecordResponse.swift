import CRobotsProto
package import Protobuf
package import RobotModel

/// The record is erased, and no file holds it any more.
package struct EraseRecordResponse: ResponseMessage {
  package var reply: EraseRecordReply
  /// How many files of the data directory were removed.
  package var removedFiles: Int

  /// Answers.
  package init(reply: EraseRecordReply, removedFiles: Int) {
    self.reply = reply
    self.removedFiles = removedFiles
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__erase_record_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.erased_id = builder.text(reply.erasedID)
      message.pointee.cancelled_runs = Int64(reply.cancelledRuns)
      message.pointee.erased_records = Int64(reply.erasedRecords)
      message.pointee.changed_records = Int64(reply.changedRecords)
      message.pointee.removed_files = Int64(removedFiles)
    }
  }
}
