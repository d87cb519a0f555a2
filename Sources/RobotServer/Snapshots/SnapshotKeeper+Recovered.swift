import Journal
import Linux
import RobotModel

extension SnapshotKeeper.Last {
  /// The snapshot that a journal was read back from; nil where there was none.
  init?(_ recovered: RecoveredJournal, in directory: String) {
    guard let file = recovered.report.snapshot else { return nil }
    sequence = recovered.writer.lastSequence - recovered.report.batches
    let status = try? FileSystem.status(of: "\(directory)/\(file)")
    time = Instant(millisecondsSinceEpoch: status?.modifiedMilliseconds ?? 0)
    byteCount = status?.size ?? 0
  }
}
