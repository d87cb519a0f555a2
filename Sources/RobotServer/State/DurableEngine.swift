import Journal
import Protobuf
import RobotAPI
import RobotEngine
import RobotModel

/// The engine together with the journal that keeps what it changes.
///
/// Everything that changes the engine goes through here in the same three steps: the journal has
/// room, the engine changes, `commit` appends what has changed as one batch. What is told to
/// anybody afterwards goes through the outbox, which waits for that batch.
final class DurableEngine {
  /// All state and all rules.
  let engine: Engine
  /// Engine time.
  let clock: ServiceClock
  /// Where batches are appended.
  let writer: JournalWriter
  /// What waits for batches to become durable.
  let outbox: Outbox
  /// Room for messages while they are read and written.
  let arena = Arena(firstBlockBytes: 64 << 10, limitBytes: 64 << 20)
  /// How many want to hear of each run that changes.
  var runListenerCount = 0 {
    didSet { engine.tellsOfRuns = runListenerCount > 0 }
  }
  /// Told of what the world outside may have to do.
  var onEffect: (Effect) -> Void = { _ in }
  /// Why the journal cannot be continued; nil as long as it can.
  private(set) var failure: RobotServerError?
  /// Why changes are refused: the disk has no room for the journal's next segment; nil while they
  /// are accepted.
  private(set) var obstacle: String? {
    didSet { engine.lacksRoom = obstacle != nil }
  }
  /// How many instants of items were started that changed something.
  private(set) var firedBatches = 0
  /// Bytes appended since the start.
  private(set) var appendedBytes = 0
  /// How often anything has changed since the start.
  private(set) var changeCount: UInt64 = 0
  /// Takes what changes while a snapshot is fed, where the journal does not.
  var changesForSnapshot: SnapshotChanges?
  /// Whether the journal takes changes; else only snapshots do.
  let writesChanges: Bool
  private let codec = FactCodec()
  private var batch: [UInt8] = []
  private let log: Log

  init(
    engine: Engine,
    clock: ServiceClock,
    writer: JournalWriter,
    sync: SyncPolicy,
    log: Log
  ) {
    self.engine = engine
    self.clock = clock
    self.writer = writer
    self.log = log
    writesChanges = sync.writesChanges
    outbox = Outbox(writer: writer, waitsForSync: sync == .always)
    engine.tellsOfRuns = false
  }

  /// Whether changes are refused, since the disk has no room for more of the journal.
  var isRefusing: Bool { obstacle != nil }

  /// Makes sure, before anything changes, that the journal can take what will be changed.
  ///
  /// Without room changes are refused and due runs wait, while reading goes on. It is looked for
  /// again at every turn.
  ///
  /// - Returns: whether there is room.
  @discardableResult
  func makeRoom() -> Bool {
    if writer.hasRoom { return true }
    do throws(JournalError) {
      try writer.makeRoom()
      if obstacle != nil { log.info("the journal has room again: changes are accepted") }
      obstacle = nil
      return true
    } catch {
      if obstacle == nil {
        log.error("the journal has no room: changes are refused", ["error": .init(error)])
      }
      obstacle = error.description
      return false
    }
  }

  /// Refuses a change that could not be kept.
  func requireRoom() throws(RequestError) {
    guard !makeRoom() else { return }
    throw RequestError(
      .unavailable,
      reason: "DISK_FULL",
      message: "nothing was changed: \(obstacle ?? "the journal has no room")"
    )
  }

  /// Keeps everything that the engine has changed since the last time as one batch.
  ///
  /// Only then is the world told, so that what goes out waits for this batch.
  ///
  /// - Returns: whether there was anything.
  @discardableResult
  func commit() -> Bool {
    let isChanged = writesChanges ? appendFacts() : keepFactsForSnapshot()
    if isChanged { changeCount += 1 }
    engine.giveEffects(to: onEffect)
    return isChanged
  }

  private func appendFacts() -> Bool {
    codec.beginBatch(at: engine.time)
    let isChanged = engine.giveFacts(to: codec)
    if isChanged { appendBatch() }
    return isChanged
  }

  private func keepFactsForSnapshot() -> Bool {
    if let changesForSnapshot {
      engine.giveFacts(to: changesForSnapshot)
    } else {
      engine.dropFacts()
    }
  }

  /// Appends what the store knows of itself as a batch, also where the journal takes nothing else.
  func appendStoreFact() {
    commit()
    engine.keepStoreFact()
    _ = appendFacts()
  }

  /// Begins a new segment of the journal, which makes all older ones superfluous for a snapshot
  /// that is begun now.
  ///
  /// - Throws: where there is no room; nothing has changed.
  func beginSegment() throws(RequestError) {
    try requireRoom()
    do throws(JournalError) {
      try writer.beginSegment()
    } catch {
      failure = failure ?? RobotServerError(.system, "the journal cannot go on: \(error)")
    }
    appendStoreFact()
  }

  private func appendBatch() {
    batch.removeAll(keepingCapacity: true)
    codec.endBatch(into: &batch)
    appendedBytes += batch.count
    do throws(JournalError) {
      _ = try writer.append(batch)
    } catch {
      // The engine is ahead of the journal now; nothing of this may ever be seen.
      writer.stop()
      failure = failure ?? RobotServerError(.system, "a change cannot be kept: \(error)")
    }
  }

  /// A message as bytes; of a list what a message has room for.
  func encoded(_ response: some ResponseMessage) -> [UInt8] {
    var bytes: [UInt8] = []
    response.encode(into: &bytes, with: arena)
    // Whether it is a list takes longer to find out than most answers take to write.
    guard bytes.count > Limits.messageByteCount, let list = response as? any ListResponse else {
      return bytes
    }
    bytes = []
    _ = list.encode(into: &bytes, with: arena, atMost: Limits.messageByteCount)
    return bytes
  }

  /// Starts what is due, one item's instant after another, within a budget.
  ///
  /// - Returns: whether something may be left for the next turn.
  func fireDue(within budget: WorkBudget) -> Bool {
    while makeRoom(), engine.fireNext(at: clock.now) {
      if commit() { firedBatches += 1 }
      if budget.isUsedUp { return true }
    }
    return false
  }
}
