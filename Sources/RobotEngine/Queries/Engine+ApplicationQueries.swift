package import RobotModel

extension Engine {
  /// A page of the robots' last applications to existing items, in the order of the robots' ids.
  ///
  /// - Parameters:
  ///   - robot: Only this robot's; empty for all.
  ///   - request: Which of them.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func applications(
    ofRobot robot: String,
    page request: PageRequest
  ) throws(RequestError) -> Page<RobotApplicationView> {
    let tokens = PageToken(list: "applications", robot)
    let after = try tokens.key(from: request.token)?.first
    var filler = PageFiller<RobotApplicationView>(request)
    let rows =
      robot.isEmpty ? store.applications.rows : store.applications[robot].map { [$0] } ?? []
    for application in rows.lazy.map(\.application)
    where after.map({ $0.isBefore(application.robot) }) ?? true {
      guard filler.wantsMore() else { break }
      filler.add(view(of: application), token: tokens.text(after: [application.robot]))
    }
    return filler.page()
  }

  /// An application with what holds it up.
  package func view(of application: RobotApplication) -> RobotApplicationView {
    RobotApplicationView(application: application, hold: hold(of: application))
  }
}
