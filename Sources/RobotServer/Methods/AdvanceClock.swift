import GRPC
import RobotAPI
import RobotModel

/// Moves a simulated clock and answers when it stands where it was to go.
final class AdvanceClockMethod: ServiceMethod, UnaryHandler {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "AdvanceClock")

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor, unary: AdvanceClockMethod(service.advancer, service.state))
  }

  private let advancer: ClockAdvancer
  private let state: DurableEngine

  init(_ advancer: ClockAdvancer, _ state: DurableEngine) {
    self.advancer = advancer
    self.state = state
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      try state.requireRoom()
      let request = try AdvanceClockRequest(decoding: message, with: state.arena)
      try advancer.begin(request, call)
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }
}
