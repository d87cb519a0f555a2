import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Tells items' triggers of an event.
enum SendEventMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "SendEvent")

  static func answer(
    _ request: SendEventRequest,
    to call: MethodCall
  ) throws(RequestError) -> SendEventResponse {
    SendEventResponse(
      reply: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
