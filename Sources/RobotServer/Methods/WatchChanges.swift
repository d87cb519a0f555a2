import GRPC
import RobotAPI
import RobotModel

/// The stream of one who watches changes.
final class WatchChangesStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "WatchChanges",
    isServerStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in WatchChangesStream(service.feed, service.state) }
  }

  private let feed: ChangeFeed
  private let state: DurableEngine
  private var reader: ChangeReader?
  private var hasEnded = false

  init(_ feed: ChangeFeed, _ state: DurableEngine) {
    self.feed = feed
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    guard !hasEnded else { return }
    do throws(ChangeFeed.Refusal) {
      reader = try feed.add(call, try request(message))
    } catch {
      end(call, with: error.status(with: state.arena))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {
    reader?.hasDrained()
  }

  func cancelled(_ call: ServerCall) {
    if let reader { feed.remove(reader) }
  }

  func serverStops(_ call: ServerCall) {
    end(call, with: .stopping)
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !hasEnded else { return }
    hasEnded = true
    // One that the feed has ended itself is none of its readers any more.
    if let reader, !feed.remove(reader) { return }
    state.outbox.put(.end(call, status))
  }

  private func request(_ message: RawSpan) throws(ChangeFeed.Refusal) -> WatchChangesRequest {
    do throws(RequestError) {
      return try WatchChangesRequest(decoding: message, with: state.arena)
    } catch {
      throw .request(error)
    }
  }
}
