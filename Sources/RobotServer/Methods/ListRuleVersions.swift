import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the versions of a rule, the newest first.
enum ListRuleVersionsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListRuleVersions")

  static func answer(
    _ request: ListRuleVersionsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListRuleVersionsResponse {
    let page = try call.engine.versions(of: request.kind, request.id, page: request.page)
    return ListRuleVersionsResponse(
      page: page.map(ShownRuleVersion.init)
    )
  }
}
