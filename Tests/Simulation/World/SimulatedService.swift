import Journal
import Linux
import RobotAPI
import RobotEngine
import RobotModel
import TestSupport

/// Engine and journal on a disk in memory, by the rules of the service's turn: room before a
/// change, one batch for each change, nothing told before it is durable.
final class SimulatedService {
  let engine: Engine
  let storage: MemoryStorage
  /// The last batch that was read back.
  let recoveredSequence: UInt64
  private let writer: JournalWriter
  private let facts: ObservedFacts
  private var batch: [UInt8] = []
  private var snapshot: (writer: SnapshotWriter, cursor: SnapshotCursor)?
  private var completion: SnapshotCompletion?
  private var isUnsynced: SyncWork?
  /// Told every batch that is appended.
  private let onBatch: ([UInt8]) -> Void

  static let caller = Caller(user: "ann", isSystem: false, uid: 1_000, source: "")

  static let options: JournalOptions = {
    var options = smallOptions(segmentBytes: 16 << 10, maximumBatchBytes: 1 << 20)
    options.origin = JournalOrigin(directoryID: 77, clock: .real)
    return options
  }()

  static let zone: ZoneTable = {
    do {
      let bytes = try FileSystem.contents(of: "/usr/share/zoneinfo/Europe/Warsaw", limit: 1 << 20)
      return try TZif.zone(named: "Europe/Warsaw", bytes: bytes)
    } catch {
      preconditionFailure("the package tzdata is required: \(error)")
    }
  }()

  /// Reads a directory back at a time, as a start of the service does.
  init(
    _ storage: MemoryStorage,
    at now: Int64,
    onBatch: @escaping ([UInt8]) -> Void
  ) throws {
    self.storage = storage
    self.onBatch = onBatch
    facts = ObservedFacts(FactCodec())
    engine = Engine(
      configuration: EngineConfiguration(
        zone: { $0 == "Europe/Warsaw" ? Self.zone : $0 == "UTC" ? .utc : nil },
        defaultZone: Self.zone
      )
    )
    let recovered = try recover(storage, Self.options)
    writer = recovered.writer
    recoveredSequence = recovered.writer.lastSequence
    for record in recovered.snapshotRecords {
      try load([try facts.codec.decode(record.span.bytes)])
    }
    for batch in recovered.batches {
      var found: [Fact] = []
      let time = try facts.codec.decodeBatch(batch.span.bytes, into: &found)
      engine.load(batchTime: time)
      try load(found)
    }
    try engine.finishLoading(at: SimulatedRules.instant(now))
    try commit()
  }

  private func load(_ found: [Fact]) throws {
    for fact in found {
      facts.learn(fact)
      try engine.load(fact)
    }
  }

  var lastSequence: UInt64 { writer.lastSequence }

  var durableSequence: UInt64 { writer.durableSequence }

  // MARK: - Changing

  /// Whether the journal can take a change; without, changes are refused and nothing fires.
  func makeRoom() -> Bool {
    if !writer.hasRoom { try? writer.makeRoom() }
    return writer.hasRoom
  }

  /// Appends what has changed; the items that it is about, nil for no change.
  @discardableResult
  func commit() throws -> [String]? {
    facts.codec.beginBatch(at: engine.time)
    let isChanged = engine.giveFacts(to: facts)
    engine.giveEffects(to: { _ in })
    guard isChanged else { return nil }
    batch.removeAll(keepingCapacity: true)
    facts.codec.endBatch(into: &batch)
    onBatch(batch)
    _ = try writer.append(batch)
    return facts.takeItems()
  }

  // MARK: - Disk

  /// Writes what was appended, and syncs it or leaves that for later.
  func flush(isSynced: Bool) throws {
    if let work = try writer.flush() {
      if isUnsynced == nil { isUnsynced = work } else { isUnsynced?.join(work) }
    }
    guard isSynced, let work = isUnsynced else { return }
    try work.perform()
    isUnsynced = nil
    writer.markDurable(upTo: work.sequence)
  }

  /// Begins, feeds or completes a snapshot; its failures concern nobody else.
  func proceedWithSnapshot() {
    do {
      if let completion {
        guard writer.durableSequence >= completion.lastSequence else { return }
        self.completion = nil
        _ = try completion.perform()
      } else if let snapshot {
        try feed(snapshot.writer, snapshot.cursor)
      } else {
        snapshot = (try writer.beginSnapshot(), engine.makeSnapshotCursor())
      }
    } catch {
      snapshot?.writer.cancel()
      snapshot = nil
    }
  }

  private func feed(_ snapshot: SnapshotWriter, _ cursor: SnapshotCursor) throws {
    let facts = cursor.nextFacts(count: 16)
    for fact in facts {
      var record: [UInt8] = []
      self.facts.codec.encode(fact, into: &record)
      try snapshot.append(record)
    }
    if facts.isEmpty {
      completion = try snapshot.finish(lastSequence: writer.lastSequence)
      self.snapshot = nil
    }
  }
}
