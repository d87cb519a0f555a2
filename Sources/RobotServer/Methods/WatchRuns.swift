import GRPC
import RobotAPI
import RobotModel

/// The stream of one who watches runs.
final class WatchRunsStream: StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "WatchRuns",
    isServerStreaming: true
  )

  private let watchers: RunWatchers
  private let state: DurableEngine
  private var watcher: RunWatchers.Watcher?

  init(_ watchers: RunWatchers, _ state: DurableEngine) {
    self.watchers = watchers
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      let request = try WatchRunsRequest(decoding: message, with: state.arena)
      let watcher = RunWatchers.Watcher(call, request.query)
      self.watcher = watcher
      watchers.add(watcher)
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {}

  func cancelled(_ call: ServerCall) {
    if let watcher { watchers.remove(watcher) }
  }
}
