import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the robots' last applications to existing items.
enum ListApplicationsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListApplications")

  static func answer(
    _ request: ListApplicationsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListApplicationsResponse {
    ListApplicationsResponse(
      page: try call.engine.applications(ofRobot: request.robot, page: request.page)
    )
  }
}
