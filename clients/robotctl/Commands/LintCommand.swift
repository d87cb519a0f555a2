/// `robotctl lint`: what is hardly meant about robots and triggers.
enum LintCommand {
  static let all = [
    Command(
      "lint",
      "[TYPE[/PIPELINE[/STAGE]]]",
      summary: "find robots and triggers that hardly do what was meant",
      spareWordCount: 2,
      details: "Ends with 9 if anything is found."
    ) { invocation in
      let place = try PlaceWord(invocation.words[...])
      let reply = try Session(invocation).call(Session.rules, "LintRules", place.request)
      let findings = reply["findings"].items
      if invocation.output.format == .json {
        invocation.output.line(reply.description)
      } else {
        for finding in findings { invocation.output.line(line(finding, invocation.output)) }
        if findings.isEmpty { invocation.output.note("nothing found") }
        if reply["truncated"].isTrue {
          invocation.output.note("there is more than one answer holds: ask for a pipeline or stage")
        }
      }
      if !findings.isEmpty { throw FindingsError(count: findings.count) }
    }
  ]

  /// A finding in one line.
  static func line(_ finding: JSON, _ output: Output) -> String {
    let isError = finding["severity"].string == "LINT_SEVERITY_ERROR"
    let word = isError ? output.paint("error", .red) : output.paint("warning", .yellow)
    let place = ["entityType", "pipeline", "stage"].map { finding[$0].string }
    return "\(word)  \(place.joined(separator: "/")): \(finding["message"].string)"
  }
}
