import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Those who watch runs: each is told of every run that comes into being or changes, once that is
/// durable.
final class RunWatchers {
  /// One watcher.
  final class Watcher {
    let call: ServerCall
    let query: RunQuery

    init(_ call: ServerCall, _ query: RunQuery) {
      self.call = call
      self.query = query
    }
  }

  private let state: DurableEngine
  private var watchers: [Watcher] = []

  /// A watcher that has left so many bytes unread is cut off: the changes wait nowhere else.
  private static let unreadByteMaximum = 4 << 20

  init(_ state: DurableEngine) {
    self.state = state
  }

  /// Begins to tell a watcher; the first message, without a run, says that nothing is missed from
  /// then on.
  func add(_ watcher: Watcher) {
    watchers.append(watcher)
    state.runListenerCount += 1
    state.outbox.put(.message(watcher.call, state.encoded(WatchRunsResponse(run: nil))))
  }

  /// Tells a watcher nothing more.
  ///
  /// - Returns: whether it was still told of runs.
  @discardableResult
  func remove(_ watcher: Watcher) -> Bool {
    let count = watchers.count
    watchers.removeAll { $0 === watcher }
    state.runListenerCount -= count - watchers.count
    return watchers.count < count
  }

  /// Tells of a run that has changed.
  func tell(of number: StoreNumber) {
    var message: [UInt8]?
    for watcher in watchers {
      guard let run = state.engine.run(number, matching: watcher.query) else { continue }
      let encoded = message ?? state.encoded(WatchRunsResponse(run: run))
      message = encoded
      if watcher.call.bufferedByteCount > Self.unreadByteMaximum {
        cutOff(watcher)
      } else {
        state.outbox.put(.message(watcher.call, encoded))
      }
    }
  }

  private func cutOff(_ watcher: Watcher) {
    remove(watcher)
    let error = RequestError.limit(
      "unread bytes of a watcher",
      Self.unreadByteMaximum,
      "changes come faster than they are read; watch again, and list what was missed"
    )
    state.outbox.put(.end(watcher.call, Status(error, with: state.arena)))
  }
}
