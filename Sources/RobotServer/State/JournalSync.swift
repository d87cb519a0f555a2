import Journal
import Linux

/// Makes appended batches durable: one sync for everything that a turn, or several, appended.
///
/// Where the disk is quick the loop syncs by itself: a thread would cost two switches and gain
/// nothing. Where a sync takes long a second thread performs it; further turns go on applying and
/// appending meanwhile, and what they appended is covered by the next sync, which begins when
/// this one has ended. The change from one to the other follows the syncs' own time.
///
/// Where the policy does not wait for syncs, every turn still writes what it appended, and the
/// second thread performs the syncs that are due.
///
/// A failed sync is final. Nothing that waited for it is ever answered.
final class JournalSync: EventSource {
  /// A sync as the helper has performed it.
  private struct Outcome: Sendable {
    let sequence: UInt64
    let nanoseconds: Int64
    let error: StorageError?
  }

  /// Above this a hand-over to the second thread, some 20 µs each way, no longer counts.
  private static let quickNanoseconds: Int64 = 200_000

  /// Why the journal can no longer be continued; nil as long as it can.
  private(set) var failure: RobotServerError?
  /// Whether the second thread performs a sync.
  private(set) var isInFlight = false
  private let writer: JournalWriter
  private let policy: SyncPolicy
  private let intervalNanoseconds: UInt64
  /// What was written and is not being synced yet; only where nothing waits for it.
  private var pending: SyncWork?
  /// When a sync of `pending` is due, in monotonic nanoseconds.
  private var pendingDue = UInt64.max
  private let helper: Helper<SyncWork, Outcome>
  /// The moving average of the syncs' time; the first ones, done by the loop, tell of the disk.
  private var typicalNanoseconds: Int64 = 0

  init(
    _ writer: JournalWriter,
    _ policy: SyncPolicy,
    intervalMilliseconds: Int64,
    events: EventLoop
  ) throws(SystemError) {
    self.writer = writer
    self.policy = policy
    intervalNanoseconds = UInt64(intervalMilliseconds) * 1_000_000
    helper = try Helper(name: "robotd-sync") { work, _ in Self.perform(work) }
    _ = try events.add(helper.outcomesReady.descriptor, for: .readable, source: self)
  }

  /// Whether something is to be written or synced that no event will wake anybody for.
  ///
  /// - Parameter isNeeded: whether somebody waits for durability, whatever the policy.
  func hasWork(isNeeded: Bool) -> Bool {
    if isInFlight { return false }
    if isNeeded, pending != nil { return true }
    return policy == .always
      ? writer.lastSequence != writer.durableSequence
      : writer.lastSequence != writer.writtenSequence
  }

  /// When the next sync is due, in monotonic nanoseconds; `.max` where none is.
  var nextDeadline: UInt64 { isInFlight ? .max : pendingDue }

  /// Writes what was appended and has it synced, unless a sync is under way.
  ///
  /// - Parameters:
  ///   - isNeeded: whether somebody waits for durability, whatever the policy.
  ///   - now: monotonic nanoseconds.
  func sync(isNeeded: Bool, now: UInt64) throws(RobotServerError) {
    if let failure { throw failure }
    switch policy {
    case .always: try syncAtOnce()
    case .interval: try syncLater(isNeeded: isNeeded, dueIn: intervalNanoseconds, now: now)
    case .never, .none: try syncLater(isNeeded: isNeeded, dueIn: nil, now: now)
    }
  }

  private func syncAtOnce() throws(RobotServerError) {
    guard !isInFlight, let work = try flush() else { return }
    if typicalNanoseconds < Self.quickNanoseconds {
      settle(Self.perform(work))
      if let failure { throw failure }
    } else {
      try hand(work)
    }
  }

  private func syncLater(
    isNeeded: Bool,
    dueIn delay: UInt64?,
    now: UInt64
  ) throws(RobotServerError) {
    if let work = try flush() {
      if pending == nil, let delay { pendingDue = now + delay }
      // A full segment is synced with the next one's first batch; it is a rare moment.
      if work.fillsSegment { pendingDue = now }
      pending = pending?.joined(work) ?? work
    }
    guard let work = pending, !isInFlight, isNeeded || pendingDue <= now else { return }
    pending = nil
    pendingDue = .max
    try hand(work)
  }

  private func hand(_ work: SyncWork) throws(RobotServerError) {
    isInFlight = true
    try RobotServerError.wrapping { () throws(SystemError) in try helper.hand(work) }
  }

  /// Waits until everything appended is durable.
  func finish() throws(RobotServerError) {
    while isInFlight {
      _ = try RobotServerError.wrapping { () throws(SystemError) in
        try Poll.wait(
          helper.outcomesReady.descriptor,
          for: .readable,
          timeoutMilliseconds: nil
        )
      }
      ready(for: .readable)
    }
    if let failure { throw failure }
    if let work = try flush() { pending = pending?.joined(work) ?? work }
    if let work = pending {
      pending = nil
      settle(Self.perform(work))
    }
    if let failure { throw failure }
  }

  /// Ends the second thread.
  func stop() {
    try? helper.stop()
  }

  func ready(for readiness: Readiness) {
    guard let outcomes = try? helper.takeOutcomes() else { return }
    for outcome in outcomes {
      isInFlight = false
      settle(outcome)
    }
  }

  private func flush() throws(RobotServerError) -> SyncWork? {
    do throws(JournalError) {
      return try writer.flush()
    } catch {
      throw RobotServerError(.system, "the journal cannot be written: \(error)")
    }
  }

  private func settle(_ outcome: Outcome) {
    if let error = outcome.error {
      writer.stop()
      failure = RobotServerError(
        .system,
        "the journal cannot be made durable: \(error); nothing after batch "
          + "\(writer.durableSequence) was answered"
      )
      return
    }
    writer.markDurable(upTo: outcome.sequence)
    typicalNanoseconds += (outcome.nanoseconds - typicalNanoseconds) / 8
  }

  private static func perform(_ work: SyncWork) -> Outcome {
    let start = Clock.monotonicNanoseconds()
    var failure: StorageError?
    do throws(StorageError) {
      try work.perform()
    } catch {
      failure = error
    }
    return Outcome(
      sequence: work.sequence,
      nanoseconds: Clock.monotonicNanoseconds() - start,
      error: failure
    )
  }
}
