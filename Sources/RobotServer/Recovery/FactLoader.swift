import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// Loads what a journal and its snapshots hold into an engine, in their order.
struct FactLoader {
  private let directory: String
  private let codec = FactCodec()

  /// A loader of what the data directory at a path holds.
  init(_ directory: String) {
    self.directory = directory
  }

  /// Loads one record of a snapshot or one batch.
  ///
  /// - Throws: `damagedData` when the bytes are whole but cannot be understood.
  func load(
    _ entry: RecoveredEntry,
    into engine: Engine
  ) throws(RobotServerError) {
    do throws(FactError) {
      let bytes = entry.bytes.span
      switch entry.kind {
      case .snapshotRecord: try unsafe codec.read(bytes.bytes, into: engine)
      case .batch:
        try unsafe codec.readBatch(bytes.bytes, into: engine) { engine.load(batchTime: $0) }
      }
    } catch {
      throw damaged(entry, error)
    }
  }

  private func damaged(_ entry: RecoveredEntry, _ reason: FactError) -> RobotServerError {
    let place = entry.kind == .batch ? "batch" : "snapshot of batch"
    return RobotServerError(
      .damagedData,
      "\(directory): \(place) \(entry.sequence) is whole but cannot be understood: \(reason); "
        + "nothing was changed"
    )
  }
}
