import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists what robots can do, and who performs it.
enum ListRobotTypesMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListRobotTypes")

  static func answer(
    _ request: ListRobotTypesRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListRobotTypesResponse {
    let page = try call.engine.robotTypes(page: request.page)
    return ListRobotTypesResponse(
      page: page.map {
        ShownRobotType(type: $0, executor: call.engine.executor(ofRobotType: $0.id))
      }
    )
  }
}
