import CRobotsProto
package import Protobuf
package import RobotModel

/// What is hardly meant about robots.
package struct LintRulesResponse: ResponseMessage {
  package var findings: [LintFinding]

  /// Answers.
  package init(findings: [LintFinding]) {
    self.findings = findings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__lint_rules_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_findings, message.pointee.findings) = builder.list(findings) {
        builder.lintFinding($0)
      }
    }
  }
}
