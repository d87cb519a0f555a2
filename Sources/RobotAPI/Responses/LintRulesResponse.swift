import CRobotsProto
package import Protobuf
package import RobotModel

/// What is hardly meant about robots.
package struct LintRulesResponse: ResponseMessage {
  package var findings: [LintFinding]
  /// There are more.
  private var isTruncated = false

  /// Answers.
  package init(findings: [LintFinding]) {
    self.findings = findings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__lint_rules_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_findings, message.pointee.findings) = builder.list(findings) {
        builder.lintFinding($0)
      }
      message.pointee.truncated = isTruncated ? 1 : 0
    }
  }
}

extension LintRulesResponse: ListResponse {
  /// Tells as many findings as fit, and if that is not all.
  package func encode(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    var rest = LintRulesResponse(findings: [])
    rest.isTruncated = true
    var ending: [UInt8] = []
    rest.encode(into: &ending, with: arena)
    let hasAll = append(findings.count, to: &buffer, atMost: limit - ending.count) {
      index,
      bytes in
      LintRulesResponse(findings: [findings[index]]).encode(into: &bytes, with: arena)
    }
    if !hasAll { buffer += ending }
    return true
  }
}
