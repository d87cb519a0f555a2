import GRPC
import Linux
import RobotAPI
import RobotEngine
import RobotModel

/// Moves a simulated clock from due instant to due instant, a piece of the way each turn (S-34).
///
/// At each instant everything that is due is started; then actions that connected workers hold or
/// can get are waited for, in real time, since what they lead to belongs to this instant. Actions
/// that did not settle in time are not waited for again. At the end the clock stands at the
/// target, and what is no longer kept by then is gone.
final class ClockAdvancer {
  /// One call under way.
  private struct Journey {
    let call: ServerCall
    let target: Instant
    let settleNanoseconds: UInt64
    var instants = 0
    /// What the engine had started by the last instant that was counted.
    var firedBatches: Int
    /// The runs that started or ended on the way, in the order in which they did.
    var runs: [StoreNumber] = []
    var runsSeen: Set<StoreNumber> = []
    /// Real time at which waiting for workers ends; nil while nothing is waited for.
    var settleEnd: UInt64?
    /// Actions that were waited for in vain.
    var unsettled: Set<StoreNumber> = []
  }

  private let state: DurableEngine
  private let workers: WorkerPool
  private let sweeper: Sweeper
  private var journey: Journey?

  /// How long workers are waited for where the call does not say.
  private static let settleMilliseconds: Int64 = 5_000
  /// Longer than this nobody waits: a hundred years, which as nanoseconds fit into 64 bits.
  private static let settleMaximumMilliseconds: Int64 = 100 * 365 * ClockTime.millisecondsPerDay
  /// An answer tells of so many runs.
  private static let runMaximum = 1_000
  /// Runs that have started or ended.
  private static let started: RunQuery = {
    var query = RunQuery()
    query.states = RunState.allCases.filter { $0 != .waiting }
    return query
  }()

  init(_ state: DurableEngine, _ workers: WorkerPool, _ sweeper: Sweeper) {
    self.state = state
    self.workers = workers
    self.sweeper = sweeper
  }

  /// Whether the clock is being moved.
  var isUnderWay: Bool { journey != nil }

  /// When waiting for workers ends, in monotonic nanoseconds; nil while nothing is waited for.
  var settleEnd: UInt64? { journey?.settleEnd }

  /// Begins to move the clock; the call is answered when the target is reached.
  func begin(_ request: AdvanceClockRequest, _ call: ServerCall) throws(RequestError) {
    guard state.clock.isSimulated else {
      throw RequestError(
        .unimplemented,
        reason: "REAL_CLOCK",
        message: "the service runs on the real clock; start it with --simulated-clock to move time"
      )
    }
    guard journey == nil else {
      throw RequestError(
        .aborted,
        reason: "CLOCK_IS_MOVING",
        message: "another call is moving the clock"
      )
    }
    let target =
      switch request.target {
      case .to(let instant): instant
      case .by(let milliseconds): state.clock.now.adding(milliseconds: milliseconds)
      }
    guard target >= state.clock.now else {
      throw .invalid(
        "to",
        "the clock stands at \(state.clock.now) and never goes back; found \(target)"
      )
    }
    let settle = request.settleTimeoutMilliseconds ?? Self.settleMilliseconds
    journey = Journey(
      call: call,
      target: target,
      settleNanoseconds: UInt64(clamping: min(settle, Self.settleMaximumMilliseconds)) * 1_000_000,
      firedBatches: state.firedBatches
    )
    state.runListenerCount += 1
  }

  /// Notes a run that has changed while the clock is being moved.
  func note(_ number: StoreNumber) {
    guard journey != nil, state.engine.run(number, matching: Self.started) != nil else { return }
    if journey?.runsSeen.insert(number).inserted == true { journey?.runs.append(number) }
  }

  /// Goes on, within a budget of time; everything due by now has been started.
  ///
  /// - Returns: whether there is more to do without waiting for anything.
  func proceed(at nanoseconds: UInt64) -> Bool {
    guard let journey, state.makeRoom() else { return false }
    let budget = WorkBudget(microseconds: 1_000)
    if journey.call.isCancelled {
      end()
      return false
    }
    repeat {
      if workers.handOut() { return true }
      guard state.makeRoom(), !isWaiting(at: nanoseconds), moveOn() else {
        return sweeper.canProceed
      }
      if state.fireDue(within: budget) { return true }
    } while !budget.isUsedUp
    return true
  }

  /// Whether workers have still to be waited for at this instant.
  private func isWaiting(at nanoseconds: UInt64) -> Bool {
    guard var journey, workers.holdsActions else {
      journey?.settleEnd = nil
      return false
    }
    defer { self.journey = journey }
    let open = workers.heldActions.filter { !journey.unsettled.contains($0) }
    guard !open.isEmpty else {
      journey.settleEnd = nil
      return false
    }
    let end = journey.settleEnd ?? nanoseconds + journey.settleNanoseconds
    journey.settleEnd = end
    if nanoseconds < end { return true }
    journey.unsettled.formUnion(open)
    journey.settleEnd = nil
    return false
  }

  /// Moves the clock to the next due instant, or to the target and ends; false when nothing is due
  /// any more.
  private func moveOn() -> Bool {
    guard let target = journey?.target else { return false }
    countInstant()
    let due = state.engine.nextDueTime
    state.clock.move(to: min(max(due ?? target, state.clock.now), target))
    workers.takeBack()
    if let due, due <= target { return true }
    // The sweep has its own part of each turn.
    if sweeper.isDue { return false }
    end()
    return false
  }

  /// Counts the instant that is being left, if anything was started in it.
  private func countInstant() {
    guard let fired = journey?.firedBatches, state.firedBatches > fired else { return }
    journey?.instants += 1
    journey?.firedBatches = state.firedBatches
  }

  private func end() {
    guard let journey else { return }
    self.journey = nil
    state.runListenerCount -= 1
    state.engine.setSimulatedTime(state.clock.now)
    state.commit()
    let views = journey.runs.prefix(Self.runMaximum).compactMap {
      state.engine.run($0, matching: Self.started)
    }
    let response = AdvanceClockResponse(
      time: state.clock.now,
      instants: journey.instants,
      runs: views,
      runCount: journey.runs.count,
      unsettledActions: workers.heldActions.filter { journey.unsettled.contains($0) }
    )
    state.outbox.put(.answer(journey.call, state.encoded(response)))
  }
}
