import CRobotsProto
package import Protobuf

/// A snapshot is durable.
package struct SnapshotResponse: ResponseMessage {
  /// The journal's sequence that it begins at.
  package var sequence: UInt64
  /// How many facts it holds.
  package var records: Int
  package var bytes: Int
  package var durationMilliseconds: Int64

  /// Answers.
  package init(sequence: UInt64, records: Int, bytes: Int, durationMilliseconds: Int64) {
    self.sequence = sequence
    self.records = records
    self.bytes = bytes
    self.durationMilliseconds = durationMilliseconds
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__snapshot_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.sequence = Int64(clamping: sequence)
      message.pointee.records = Int64(records)
      message.pointee.bytes = Int64(bytes)
      message.pointee.duration = builder.duration(milliseconds: durationMilliseconds)
    }
  }
}
