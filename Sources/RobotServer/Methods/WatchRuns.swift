import GRPC
import RobotAPI
import RobotModel

/// The stream of one who watches runs.
final class WatchRunsStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "WatchRuns",
    isServerStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in
      WatchRunsStream(service.watchers, service.state)
    }
  }

  private let watchers: RunWatchers
  private let state: DurableEngine
  private var watcher: RunWatchers.Watcher?
  private var hasEnded = false

  init(_ watchers: RunWatchers, _ state: DurableEngine) {
    self.watchers = watchers
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    guard !hasEnded else { return }
    do throws(RequestError) {
      let request = try WatchRunsRequest(decoding: message, with: state.arena)
      let watcher = RunWatchers.Watcher(call, request.query)
      self.watcher = watcher
      watchers.add(watcher)
    } catch {
      end(call, with: Status(error, with: state.arena))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {}

  func cancelled(_ call: ServerCall) {
    if let watcher { watchers.remove(watcher) }
  }

  func serverStops(_ call: ServerCall) {
    end(call, with: .stopping)
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !hasEnded else { return }
    hasEnded = true
    // One that was cut off is none of the watchers any more.
    if let watcher, !watchers.remove(watcher) { return }
    state.outbox.put(.end(call, status))
  }
}
