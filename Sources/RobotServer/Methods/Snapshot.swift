import GRPC
import Journal
import RobotAPI
import RobotModel

/// Writes a snapshot and answers when it counts.
final class SnapshotMethod: ServiceMethod, UnaryHandler {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "Snapshot")

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor, unary: SnapshotMethod(service.snapshots, service.state))
  }

  private let keeper: SnapshotKeeper
  private let state: DurableEngine

  init(_ keeper: SnapshotKeeper, _ state: DurableEngine) {
    self.keeper = keeper
    self.state = state
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      _ = try SnapshotRequest(decoding: message, with: state.arena)
      keeper.request { [state] result in
        switch result {
        case .success(let written):
          let response = SnapshotResponse(written)
          state.outbox.put(.answer(call, state.encoded(response)))
        case .failure(let error):
          state.outbox.put(.end(call, Status(error, with: state.arena)))
        }
      }
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }
}

extension SnapshotResponse {
  /// What a call is told of a snapshot.
  fileprivate init(_ written: SnapshotKeeper.Written) {
    self.init(
      sequence: written.summary.firstSequence,
      records: Int(written.summary.recordCount),
      bytes: written.summary.bytes,
      durationMilliseconds: written.milliseconds
    )
  }
}
