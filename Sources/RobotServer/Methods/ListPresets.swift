import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the ready sets of robots.
enum ListPresetsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListPresets")

  static func answer(
    _ request: ListPresetsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListPresetsResponse {
    ListPresetsResponse(
      page: try call.engine.page(of: Presets.all, list: "presets", request.page, id: \.id)
    )
  }
}
