import CRobotsProto
package import Protobuf
package import RobotModel

/// The robots that a preset has added, or would.
package struct InstallPresetResponse: ResponseMessage {
  package var robots: [ShownRobot]
  /// What is hardly meant about them.
  package var warnings: [LintFinding]

  /// Answers.
  package init(robots: [ShownRobot], warnings: [LintFinding] = []) {
    self.robots = robots
    self.warnings = warnings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__install_preset_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_robots, message.pointee.robots) = builder.list(robots) {
        builder.robot($0)
      }
      (message.pointee.n_warnings, message.pointee.warnings) = builder.warnings(warnings)
    }
  }
}
