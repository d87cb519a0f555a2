import Journal
import Linux
import RobotAPI
import RobotEngine
import RobotModel

/// Writes snapshots of the store, record by record between turns, so that the world never stops.
///
/// A snapshot is begun when somebody asks for one, when the journal has grown enough since the
/// last, and at the end. Feeding it takes a small part of each turn. What was fed may already be
/// changed by batches behind the beginning; replaying them makes the state exact. It counts only
/// when all of it is durable and was read back, and every batch that it may tell of is durable;
/// then the files before it are removed: all of them if they may hold what was erased, else so
/// many that one snapshot stays in reserve.
///
/// Where the journal takes no changes, a snapshot is begun as long as the interval after the last
/// one, if something has changed that none has saved: one that failed or was cut off has saved
/// nothing. What changes while it is fed stands behind its rows, and of the older files none is
/// kept: the journal could not lead on from them. It takes one batch for each snapshot, with what
/// the store knows of itself, so that no two snapshots have the same place in it.
final class SnapshotKeeper {
  /// What is known of the last snapshot that counts.
  struct Last {
    /// The batch behind which it was begun.
    let sequence: UInt64
    /// When it counted, on the wall clock.
    let time: Instant
    /// How large it is.
    let byteCount: Int
  }

  /// A snapshot that somebody asked for.
  struct Written {
    let summary: SnapshotSummary
    /// How long it took.
    let milliseconds: Int64
  }

  /// Who is told of a snapshot, or why there is none.
  typealias Wish = (Result<Written, RequestError>) -> Void

  private enum Stage {
    case idle
    /// Facts are being fed.
    case feeding(SnapshotWriter, SnapshotCursor)
    /// All is fed; parts are still being synced, or batches that it tells of are not durable.
    case fed(SnapshotCompletion)
    /// The background proves it.
    case completing
  }

  /// The last snapshot, also of an earlier run of the service.
  private(set) var last: Last?
  /// What is kept of the journal that a snapshot makes superfluous.
  var keeping: () -> JournalKeeping? = { nil }
  /// None is begun, since something is being erased.
  var isHeldBack = false
  /// Told when a snapshot counts and what it replaces was removed.
  var onReplaced: () -> Void = {}
  private let state: DurableEngine
  private let background: BackgroundWork
  private let log: Log
  private let reserve: StopReserve
  /// How long after one snapshot the next is begun where the journal takes no changes.
  private let intervalNanoseconds: Int64
  private let codec = FactCodec()
  private var record: [UInt8] = []
  private var stage = Stage.idle
  /// Which files are kept beside the snapshot under way.
  private var retention = Retention.twoSnapshots(keeping: nil)
  /// Where the journal takes no changes: the present segment was begun by this run of the service.
  private var hasOwnSegment = false
  private var isStopping = false
  private var startNanoseconds = Clock.monotonicNanoseconds()
  private var syncsUnderWay = 0
  /// Who is told of the snapshot under way.
  private var served: [Wish] = []
  /// Who asked meanwhile: what they ask for may not be in it.
  private var waiting: [Wish] = []
  /// What the journal had when the last snapshot was begun.
  private var appendedBytesAtStart = 0
  /// How many changes the snapshot under way holds.
  private var fedChangeCount: UInt64 = 0
  /// How many changes the last snapshot that counts holds.
  private var savedChangeCount: UInt64 = 0
  /// Why the last snapshot that was begun does not count; nil where it does, or is under way.
  private var failure: String?
  private var lastBytes = 0

  /// The least growth of the journal that is worth a snapshot.
  private static let growthBytes = 64 << 20
  /// The clock is looked at after so many facts.
  private static let factsAtOnce = 64

  init(
    _ state: DurableEngine,
    _ background: BackgroundWork,
    last: Last?,
    intervalMilliseconds: Int64,
    log: Log
  ) {
    self.state = state
    self.last = last
    self.background = background
    self.log = log
    intervalNanoseconds = intervalMilliseconds * 1_000_000
    lastBytes = last?.byteCount ?? 0
    reserve = StopReserve(state.writer.storage)
    background.onSnapshotSynced = { [unowned self] in synced($0) }
    background.onSnapshot = { [unowned self] in completed($0) }
  }

  /// Whether there is something to do without waiting for anything.
  var hasWork: Bool {
    switch stage {
    case .idle: isWanted
    case .feeding: true
    case .fed(let completion): canComplete(completion)
    case .completing: false
    }
  }

  /// Whether a snapshot is being written or is not known to count yet.
  var isUnderWay: Bool {
    if case .idle = stage { return false }
    return true
  }

  /// Whether a snapshot waits for batches to become durable.
  var waitsForSync: Bool {
    guard case .fed(let completion) = stage else { return false }
    return state.writer.durableSequence < completion.lastSequence
  }

  /// When a snapshot is due by time, in monotonic nanoseconds; `.max` where none is.
  var nextDeadline: UInt64 {
    guard case .idle = stage, !state.writesChanges, isAnythingNew else { return .max }
    return UInt64(startNanoseconds + intervalNanoseconds)
  }

  /// Reserves room for the snapshot with which a stop ends, also when the disk is full then.
  func keepReserve() {
    do throws(StorageError) {
      try reserve.keep(forSnapshotOf: lastBytes)
    } catch {
      log.warning("no room is kept for a stop with a full disk", ["error": .text("\(error)")])
    }
  }

  /// Writes a snapshot and tells of it when it counts.
  func request(_ wish: @escaping Wish) {
    waiting.append(wish)
  }

  /// Does this turn's part.
  func proceed() throws(RobotServerError) {
    switch stage {
    case .idle:
      if isWanted { begin() }
    case .feeding(let writer, let cursor):
      let budget = WorkBudget(microseconds: 1_000)
      feed(writer, cursor) { budget.isUsedUp }
      try syncPart(of: writer)
    case .fed(let completion):
      guard canComplete(completion) else { return }
      stage = .completing
      try background.hand(.completeSnapshot(completion))
    case .completing:
      return
    }
  }

  /// Writes a snapshot here and now if there is anything new, since the service stops, in the room
  /// that was kept for it.
  ///
  /// Everything appended is durable, and the background has ended.
  /// - Parameter makeDurable: does the same for what is appended for the snapshot.
  /// - Throws: `system` also where there is no snapshot of what nothing else keeps.
  func finish(
    _ makeDurable: () throws(RobotServerError) -> Void
  ) throws(RobotServerError) {
    isStopping = true
    reserve.release()
    if case .feeding(let writer, _) = stage { cancel(writer) }
    stage = .idle
    guard isAnythingNew else { return }
    begin()
    if case .feeding(let writer, let cursor) = stage { feed(writer, cursor) { false } }
    if case .fed(let completion) = stage {
      try makeDurable()
      completed(Result { () throws(JournalError) in try completion.perform() })
      try makeDurable()
    }
    guard let failure, !state.writesChanges else { return }
    throw RobotServerError(.system, "what has changed since the last snapshot is lost: \(failure)")
  }

  /// Whether anything has changed that the last snapshot does not hold.
  private var isAnythingNew: Bool {
    guard state.writesChanges else { return state.changeCount != savedChangeCount }
    return last.map { $0.sequence < state.writer.lastSequence } ?? (state.writer.lastSequence > 0)
  }

  /// Whether all that was fed is synced, and all batches that it tells of are durable.
  private func canComplete(_ completion: SnapshotCompletion) -> Bool {
    syncsUnderWay == 0 && state.writer.durableSequence >= completion.lastSequence
  }

  private var isWanted: Bool { !isHeldBack && (!waiting.isEmpty || isDue) }

  private var isDue: Bool {
    if state.writesChanges {
      return state.appendedBytes - appendedBytesAtStart >= max(Self.growthBytes, lastBytes)
    }
    return nextDeadline <= UInt64(Clock.monotonicNanoseconds())
  }

  private func begin() {
    let isErasing = state.engine.isErasureOpen
    retention =
      isErasing || !state.writesChanges
      ? .newestSnapshot(keepsDamaged: !isErasing) : .twoSnapshots(keeping: keeping())
    startNanoseconds = Clock.monotonicNanoseconds()
    appendedBytesAtStart = state.appendedBytes
    failure = nil
    served = waiting
    waiting = []
    do {
      try prepareJournal()
      stage = .feeding(try state.writer.beginSnapshot(), state.engine.makeSnapshotCursor())
    } catch let error as RequestError {
      fail(error.message)
    } catch {
      fail("\(error)")
    }
  }

  /// Sees to it that the snapshot has its own place in the journal, and that older files have no
  /// part in what is kept.
  private func prepareJournal() throws(RequestError) {
    if state.engine.isErasureOpen || !state.writesChanges && !hasOwnSegment {
      try state.requireRoom()
      // A journal that begins with the first batch of all would be taken for a whole one.
      if state.writer.lastSequence == 0 { state.appendStoreFact() }
      try state.beginSegment()
      hasOwnSegment = true
    } else if !state.writesChanges {
      try state.requireRoom()
      state.appendStoreFact()
    }
    if !state.writesChanges { state.changesForSnapshot = SnapshotChanges() }
  }

  private func feed(_ writer: SnapshotWriter, _ cursor: SnapshotCursor, until isOver: () -> Bool) {
    do throws(StorageError) {
      repeat {
        for _ in 0..<Self.factsAtOnce {
          codec.beginFact()
          guard cursor.giveNext(to: codec) else { return try endFeeding(writer, until: isOver) }
          try appendFact(to: writer)
        }
      } while !isOver()
    } catch {
      cancel(writer)
      fail("\(error)")
    }
  }

  /// Ends the snapshot behind all rows, or behind what has changed since if the journal has it not.
  private func endFeeding(
    _ writer: SnapshotWriter,
    until isOver: () -> Bool
  ) throws(StorageError) {
    if let changes = state.changesForSnapshot {
      while let change = changes.takeNext() {
        try writer.append(change)
        if isOver() { return }
      }
      state.changesForSnapshot = nil
      fedChangeCount = state.changeCount
      codec.beginFact()
      codec.put(.store(state.engine.storeFact))
      try appendFact(to: writer)
    }
    var completion = try writer.finish(lastSequence: state.writer.lastSequence)
    completion.retention = retention
    stage = .fed(completion)
  }

  private func appendFact(to writer: SnapshotWriter) throws(StorageError) {
    record.removeAll(keepingCapacity: true)
    codec.endFact(into: &record)
    try writer.append(record)
  }

  private func cancel(_ writer: SnapshotWriter) {
    writer.cancel()
    state.changesForSnapshot = nil
  }

  private func syncPart(of writer: SnapshotWriter) throws(RobotServerError) {
    guard case .feeding = stage, let work = writer.takeSync() else { return }
    syncsUnderWay += 1
    try background.hand(.syncSnapshot(work))
  }

  private func synced(_ error: StorageError?) {
    syncsUnderWay -= 1
    guard let error else { return }
    switch stage {
    case .feeding(let writer, _): cancel(writer)
    // Its file is removed by the next start: a snapshot whose sync failed never counts.
    case .fed: break
    case .idle, .completing: return
    }
    fail("\(error)")
  }

  private func completed(_ result: Result<SnapshotSummary, JournalError>) {
    let milliseconds = (Clock.monotonicNanoseconds() - startNanoseconds) / 1_000_000
    switch result {
    case .failure(let error): fail("\(error)")
    case .success(let summary):
      stage = .idle
      savedChangeCount = fedChangeCount
      lastBytes = summary.bytes
      last = Last(
        sequence: summary.firstSequence,
        time: Instant(millisecondsSinceEpoch: Clock.wallMilliseconds()),
        byteCount: summary.bytes
      )
      log.info(
        "snapshot written",
        [
          "file": .text(summary.file), "records": .init(summary.recordCount),
          "bytes": .init(summary.bytes), "milliseconds": .init(milliseconds),
          "removed_files": .init(summary.removed.count),
        ]
      )
      state.writer.markReplaced(by: summary)
      onReplaced()
      if case .newestSnapshot(keepsDamaged: false) = retention {
        state.engine.endErasure()
        if state.makeRoom() { state.commit() }
      }
      if !isStopping { keepReserve() }
      let written = Written(summary: summary, milliseconds: milliseconds)
      tell(.success(written))
    }
  }

  private func fail(_ reason: String) {
    stage = .idle
    failure = reason
    log.error("no snapshot was written", ["error": .text(reason)])
    let error = RequestError(
      .unavailable,
      reason: "SNAPSHOT_FAILED",
      message: "no snapshot was written: \(reason)"
    )
    tell(.failure(error))
  }

  private func tell(_ result: Result<Written, RequestError>) {
    let wishes = served
    served = []
    for wish in wishes { wish(result) }
  }
}
