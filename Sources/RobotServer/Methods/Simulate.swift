import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Says what would happen to an item, with no effect.
enum SimulateMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "Simulate")

  static func answer(
    _ request: SimulateRequest,
    to call: MethodCall
  ) throws(RequestError) -> SimulateResponse {
    let simulation = try call.engine.simulate(request.command, by: call.caller, at: call.now)
    return SimulateResponse(simulation: simulation, of: request.command.item.key)
  }
}
