import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// What is hardly meant about what a call has made, as its answer's repeated field.
  func warnings(
    _ findings: [LintFinding]
  ) -> (Int, UnsafeMutablePointer<UnsafeMutablePointer<Robots__V1__LintFinding>?>?) {
    list(findings) { lintFinding($0) }
  }

  /// Something hardly meant.
  func lintFinding(_ finding: LintFinding) -> UnsafeMutablePointer<Robots__V1__LintFinding> {
    let message = message(robots__v1__lint_finding__init)
    message.pointee.kind = Robots__V1__LintKind(UInt32(finding.kind.rawValue))
    message.pointee.severity =
      finding.isError
      ? ROBOTS__V1__LINT_SEVERITY__LINT_SEVERITY_ERROR
      : ROBOTS__V1__LINT_SEVERITY__LINT_SEVERITY_WARNING
    message.pointee.entity_type = text(finding.place.entityType)
    message.pointee.pipeline = text(finding.place.pipeline)
    message.pointee.stage = text(finding.place.stage)
    (message.pointee.n_robots, message.pointee.robots) = list(finding.robots) { text($0) }
    (message.pointee.n_triggers, message.pointee.triggers) = list(finding.triggers) { text($0) }
    message.pointee.message = text(finding.message)
    return message
  }
}
