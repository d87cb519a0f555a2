import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Moves an item to another stage.
enum MoveItemMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "MoveItem")

  static func answer(
    _ request: MoveItemRequest,
    to call: MethodCall
  ) throws(RequestError) -> MoveItemResponse {
    MoveItemResponse(
      reply: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
