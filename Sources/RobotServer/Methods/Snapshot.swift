import GRPC
import RobotAPI
import RobotModel

/// Writes a snapshot and answers when it counts.
final class SnapshotMethod: UnaryHandler {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "Snapshot")

  private let keeper: SnapshotKeeper
  private let state: DurableEngine

  init(_ keeper: SnapshotKeeper, _ state: DurableEngine) {
    self.keeper = keeper
    self.state = state
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      _ = try SnapshotRequest(decoding: message, with: state.arena)
      keeper.request(call)
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }
}
