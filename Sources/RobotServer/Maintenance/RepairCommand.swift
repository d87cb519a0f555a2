import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// Saves what is whole of a damaged data directory and tells what is lost.
enum RepairCommand: MaintenanceCommand {
  static let name = "repair"
  static let operands: [String] = []
  static let summary = "save what is whole, keep damaged files, tell what is lost"

  static func run(
    _ configuration: RobotServerConfiguration,
    _ operands: [String]
  ) throws(RobotServerError) {
    let store = try StoppedStore(configuration)
    do throws(RobotServerError) {
      _ = try store.load()
      try MaintenanceOutput.tell("\(store.path): a start would succeed; nothing was changed")
      return
    } catch {
      guard case .damagedData = error.kind else { throw error }
      try MaintenanceOutput.tell("damage: \(error)")
    }
    let engine = try store.emptyEngine()
    var salvage = try RobotServerError.wrapping(journalAt: store.path) { () throws(JournalError) in
      try Salvage(store.survey, store.storage, store.options)
    }
    var loader = FactLoader(store.path, into: engine)
    while let entry = try next(in: &salvage, store) { try loader.load(entry) }
    try loader.finish()
    try store.finishLoading(engine)
    let putAside = try RobotServerError.wrapping(journalAt: store.path) { () throws(JournalError) in
      let writer = try salvage.beginSnapshot()
      try write(engine, to: writer)
      return try salvage.finish(writer)
    }
    try tell(salvage, engine.counts, putAside)
  }

  private static func next(
    in salvage: inout Salvage,
    _ store: StoppedStore
  ) throws(RobotServerError) -> RecoveredEntry? {
    do throws(JournalError) {
      return try salvage.next()
    } catch {
      throw RobotServerError(recovering: store.path, error)
    }
  }

  private static func write(_ engine: Engine, to writer: SnapshotWriter) throws(JournalError) {
    let codec = FactCodec()
    let cursor = engine.makeSnapshotCursor()
    var record: [UInt8] = []
    do throws(StorageError) {
      while true {
        codec.beginFact()
        guard cursor.giveNext(to: codec) else { return }
        record.removeAll(keepingCapacity: true)
        codec.endFact(into: &record)
        try writer.append(record)
      }
    } catch {
      writer.cancel()
      throw .storage(error)
    }
  }

  private static func tell(
    _ salvage: Salvage,
    _ counts: StoreCounts,
    _ putAside: [String]
  ) throws(RobotServerError) {
    let source = salvage.snapshot.map { "\($0) and the batches behind it" } ?? "the journal"
    try MaintenanceOutput.tell(
      "saved: \(counts.records) records, \(counts.visits) visits, \(counts.runs) runs, "
        + "from \(source) up to batch \(salvage.lastSequence)"
    )
    if let lost = salvage.lost {
      try MaintenanceOutput.tell(
        "lost: batches \(lost.lowerBound) to \(lost.upperBound), \(lost.count) commands"
      )
    } else {
      try MaintenanceOutput.tell("lost: no batch that anything else tells of")
    }
    if !salvage.isExact {
      try MaintenanceOutput.tell(
        "not exact: the snapshot's own batches are damaged, so some records are newer than others"
      )
    }
    for name in putAside { try MaintenanceOutput.tell("kept: \(name)") }
  }
}
