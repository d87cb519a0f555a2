import Linux
import Synchronization

/// A thread that does slow work beside the loop: jobs go in, outcomes come out, both are values.
///
/// Jobs are done one after another in the order in which they were handed over. The loop watches
/// `outcomesReady`, which becomes readable when an outcome is there to be taken.
final class Helper<Job: Sendable, Outcome: Sendable> {
  private let tray: HelperTray<Job, Outcome>
  private var thread: HelperThread?

  /// Starts the thread; `perform` runs on it, and may ask whether it is to end.
  init(
    name: String,
    perform: @escaping @Sendable (Job, _ isStopping: () -> Bool) -> Outcome
  ) throws(SystemError) {
    let tray = try HelperTray<Job, Outcome>()
    self.tray = tray
    thread = try HelperThread(name: name) {
      tray.work { job in perform(job) { tray.isStopping } }
    }
  }

  /// Readable while outcomes wait.
  var outcomesReady: EventCounter {
    _read { yield tray.outcomesReady }
  }

  /// Hands a job over.
  func hand(_ job: Job) throws(SystemError) {
    try tray.hand(job)
  }

  /// The outcomes since the last time, in the order of their jobs.
  func takeOutcomes() throws(SystemError) -> [Outcome] {
    try tray.takeOutcomes()
  }

  /// Lets the jobs already handed over finish and ends the thread.
  func stop() throws(SystemError) {
    try tray.stop()
    thread.take()?.join()
  }
}

/// What the loop's thread and the helper share.
private final class HelperTray<Job: Sendable, Outcome: Sendable>: Sendable {
  private struct Content {
    var jobs: [Job] = []
    var outcomes: [Outcome] = []
    var isStopping = false
  }

  let outcomesReady: EventCounter
  private let handedOver: EventCounter
  private let content = Mutex(Content())

  init() throws(SystemError) {
    outcomesReady = try EventCounter(blocking: false)
    handedOver = try EventCounter(blocking: true)
  }

  func hand(_ job: Job) throws(SystemError) {
    content.withLock { $0.jobs.append(job) }
    try handedOver.signal()
  }

  func takeOutcomes() throws(SystemError) -> [Outcome] {
    _ = try outcomesReady.take()
    return content.withLock { content in
      defer { content.outcomes.removeAll(keepingCapacity: true) }
      return content.outcomes
    }
  }

  func stop() throws(SystemError) {
    content.withLock { $0.isStopping = true }
    try handedOver.signal()
  }

  var isStopping: Bool { content.withLock { $0.isStopping } }

  func work(_ perform: (Job) -> Outcome) {
    while true {
      let (jobs, isStopping) = content.withLock { content in
        defer { content.jobs.removeAll(keepingCapacity: true) }
        return (content.jobs, content.isStopping)
      }
      for job in jobs {
        let outcome = perform(job)
        content.withLock { $0.outcomes.append(outcome) }
        requireSuccess { () throws(SystemError) in try outcomesReady.signal() }
      }
      if jobs.isEmpty {
        if isStopping { return }
        requireSuccess { () throws(SystemError) in _ = try handedOver.wait() }
      }
    }
  }

  /// Only a descriptor that is not ours any more could fail, which would be our own mistake.
  private func requireSuccess(_ call: () throws(SystemError) -> Void) {
    do throws(SystemError) {
      try call()
    } catch {
      preconditionFailure("the helper's eventfd failed: \(error)")
    }
  }
}
