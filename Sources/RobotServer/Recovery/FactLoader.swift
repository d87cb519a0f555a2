import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// Loads what a journal and its snapshots hold into an engine, in their order.
struct FactLoader {
  private let directory: String
  private let codec = FactCodec()
  private var facts: [Fact] = []

  /// A loader of what the data directory at a path holds.
  init(_ directory: String) {
    self.directory = directory
  }

  /// Loads one record of a snapshot or one batch.
  ///
  /// - Throws: `damagedData` when the bytes are whole but cannot be understood.
  mutating func load(
    _ entry: RecoveredEntry,
    into engine: Engine
  ) throws(RobotServerError) {
    do throws(FactError) {
      let bytes = entry.bytes.span
      switch entry.kind {
      case .snapshotRecord: facts.append(try unsafe codec.decode(bytes.bytes))
      case .batch:
        let time = try unsafe codec.decodeBatch(bytes.bytes, into: &facts)
        engine.load(batchTime: time)
      }
    } catch {
      throw damaged(entry, "\(error)")
    }
    do throws(LoadError) {
      for fact in facts { try engine.load(fact) }
    } catch {
      throw damaged(entry, "\(error)")
    }
    facts.removeAll(keepingCapacity: true)
  }

  private func damaged(_ entry: RecoveredEntry, _ reason: String) -> RobotServerError {
    let place = entry.kind == .batch ? "batch" : "snapshot of batch"
    return RobotServerError(
      .damagedData,
      "\(directory): \(place) \(entry.sequence) is whole but cannot be understood: \(reason); "
        + "nothing was changed"
    )
  }
}
