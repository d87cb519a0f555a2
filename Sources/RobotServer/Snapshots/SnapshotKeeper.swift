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
final class SnapshotKeeper {
  /// What is known of the last snapshot that counts.
  struct Last {
    /// The batch behind which it was begun.
    let sequence: UInt64
    /// When it counted, on the wall clock.
    let time: Instant
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
  /// Told when a snapshot counts and what it replaces was removed.
  var onReplaced: () -> Void = {}
  private let state: DurableEngine
  private let background: BackgroundWork
  private let log: Log
  private let codec = FactCodec()
  private var record: [UInt8] = []
  private var stage = Stage.idle
  /// Which files are kept beside the snapshot under way.
  private var retention = Retention.twoSnapshots(keeping: nil)
  private var startNanoseconds: Int64 = 0
  private var syncsUnderWay = 0
  /// Who is told of the snapshot under way.
  private var served: [Wish] = []
  /// Who asked meanwhile: what they ask for may not be in it.
  private var waiting: [Wish] = []
  /// What the journal had when the last snapshot was begun.
  private var appendedBytesAtStart = 0
  private var lastBytes = 0

  /// The least growth of the journal that is worth a snapshot.
  private static let growthBytes = 64 << 20
  /// The clock is looked at after so many facts.
  private static let factsAtOnce = 64

  init(_ state: DurableEngine, _ background: BackgroundWork, last: Last?, log: Log) {
    self.state = state
    self.last = last
    self.background = background
    self.log = log
    background.onSnapshotSynced = { [unowned self] in synced($0) }
    background.onSnapshot = { [unowned self] in completed($0) }
  }

  /// Whether there is something to do without waiting for anything.
  var hasWork: Bool {
    switch stage {
    case .idle: !waiting.isEmpty || isDue
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

  /// Writes a snapshot and tells of it when it counts.
  func request(_ wish: @escaping Wish) {
    waiting.append(wish)
  }

  /// Does this turn's part.
  func proceed() throws(RobotServerError) {
    switch stage {
    case .idle:
      guard !waiting.isEmpty || isDue else { return }
      begin(
        keeping: state.engine.isErasureOpen
          ? .newestSnapshot : .twoSnapshots(keeping: keeping())
      )
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

  /// Writes a snapshot here and now, since the service stops.
  ///
  /// Everything appended is durable, and the background has ended.
  func writeNow() {
    if case .feeding(let writer, _) = stage { writer.cancel() }
    stage = .idle
    // To replace all files is left to the next start: the journal has ended.
    begin(keeping: .twoSnapshots(keeping: keeping()))
    guard case .feeding(let writer, let cursor) = stage else { return }
    feed(writer, cursor) { false }
    guard case .fed(let completion) = stage else { return }
    completed(Result { () throws(JournalError) in try completion.perform() })
  }

  /// Whether anything was appended since the last snapshot was begun.
  var isAnythingNew: Bool {
    last.map { $0.sequence < state.writer.lastSequence } ?? (state.writer.lastSequence > 0)
  }

  /// Whether all that was fed is synced, and all batches that it tells of are durable.
  private func canComplete(_ completion: SnapshotCompletion) -> Bool {
    syncsUnderWay == 0 && state.writer.durableSequence >= completion.lastSequence
  }

  private var isDue: Bool {
    state.appendedBytes - appendedBytesAtStart >= max(Self.growthBytes, lastBytes)
  }

  private func begin(keeping retention: Retention) {
    self.retention = retention
    startNanoseconds = Clock.monotonicNanoseconds()
    appendedBytesAtStart = state.appendedBytes
    served = waiting
    waiting = []
    do {
      if case .newestSnapshot = retention { try state.beginSegment() }
      stage = .feeding(try state.writer.beginSnapshot(), state.engine.makeSnapshotCursor())
    } catch {
      fail("\(error)")
    }
  }

  private func feed(_ writer: SnapshotWriter, _ cursor: SnapshotCursor, until isOver: () -> Bool) {
    do throws(StorageError) {
      repeat {
        for _ in 0..<Self.factsAtOnce {
          codec.beginFact()
          guard cursor.giveNext(to: codec) else {
            var completion = try writer.finish(lastSequence: state.writer.lastSequence)
            completion.retention = retention
            stage = .fed(completion)
            return
          }
          record.removeAll(keepingCapacity: true)
          codec.endFact(into: &record)
          try writer.append(record)
        }
      } while !isOver()
    } catch {
      writer.cancel()
      fail("\(error)")
    }
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
    case .feeding(let writer, _): writer.cancel()
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
      lastBytes = summary.bytes
      last = Last(
        sequence: summary.firstSequence,
        time: Instant(millisecondsSinceEpoch: Clock.wallMilliseconds())
      )
      log.info(
        "snapshot written",
        [
          "file": .text(summary.file), "records": .init(summary.recordCount),
          "bytes": .init(summary.bytes), "milliseconds": .init(milliseconds),
          "removed_files": .init(summary.removed.count),
        ]
      )
      onReplaced()
      if case .newestSnapshot = retention {
        state.engine.endErasure()
        if state.makeRoom() { state.commit() }
      }
      let written = Written(summary: summary, milliseconds: milliseconds)
      tell(.success(written))
    }
  }

  private func fail(_ reason: String) {
    stage = .idle
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
