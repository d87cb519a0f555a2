import GRPC
import RobotAPI
import RobotModel

/// The stream of one who watches changes.
final class WatchChangesStream: StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "WatchChanges",
    isServerStreaming: true
  )

  private let feed: ChangeFeed
  private let state: DurableEngine
  private var reader: ChangeReader?

  init(_ feed: ChangeFeed, _ state: DurableEngine) {
    self.feed = feed
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    do throws(ChangeFeed.Refusal) {
      reader = try feed.add(call, try request(message))
    } catch {
      state.outbox.put(.end(call, error.status(with: state.arena)))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {
    reader?.hasDrained()
  }

  func cancelled(_ call: ServerCall) {
    if let reader { feed.remove(reader) }
  }

  private func request(_ message: RawSpan) throws(ChangeFeed.Refusal) -> WatchChangesRequest {
    do throws(RequestError) {
      return try WatchChangesRequest(decoding: message, with: state.arena)
    } catch {
      throw .request(error)
    }
  }
}
