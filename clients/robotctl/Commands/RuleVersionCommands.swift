/// `robotctl robot versions` and `robot rollback`: what a robot was before.
enum RuleVersionCommands {
  static let all = [
    Command(
      "robot versions",
      "ROBOT",
      summary: "list a robot's versions: who made them, when, why and what changed",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListRuleVersions",
        ["kind": "RULE_KIND_ROBOT", "id": .text(invocation.words[0])],
        member: "versions",
        table: ["VERSION", "TIME", "BY", "WHY", "WHAT CHANGED"]
      ) { version, _ in
        [
          version["version"].string, ValueText.time(version["createTime"]),
          version["author"].string, version["changeReason"].string,
          version["changes"].items.map(\.string).joined(separator: "; "),
        ]
      }
    },
    Command(
      "robot rollback",
      "ROBOT VERSION",
      summary: "make a robot what it was in an earlier version",
      options: publishing + [
        OptionSpecification("validate-only", help: "say what would happen, change nothing")
      ]
    ) { invocation in
      try Listing.call(
        invocation,
        Session.rules,
        "RollbackRule",
        .request([
          "kind": "RULE_KIND_ROBOT", "id": .text(invocation.words[0]),
          "version": .text(invocation.words[1]), "inFlight": policy(invocation),
          "changeReason": .text(invocation.option("reason") ?? ""),
          "validateOnly": .boolean(invocation.has("validate-only")),
        ])
      ) { reply, output in
        output.line("version \(reply["version"]["version"].string)")
        for change in reply["version"]["changes"].items { output.line("  \(change.string)") }
        show(reply["inFlight"], output)
      }
    },
  ]

  /// What every publishing of a version takes.
  static let publishing = [
    OptionSpecification(
      "in-flight",
      value: "POLICY",
      help: "keep-timing (default), keep-all, migrate or cancel-waiting: what waiting runs do"
    ),
    OptionSpecification("reason", value: "TEXT", help: "why, for those who look later"),
  ]

  static func policy(_ invocation: Invocation) -> JSON {
    guard let name = invocation.option("in-flight") else { return "" }
    let word = name.uppercased().split(separator: "-").joined(separator: "_")
    return .text("IN_FLIGHT_POLICY_\(word)")
  }

  /// What became of the waiting runs.
  static func show(_ counts: JSON, _ output: Output) {
    output.note(
      "waiting runs: \(counts["kept"].integer) kept, \(counts["migrated"].integer) migrated, "
        + "\(counts["cancelled"].integer) cancelled"
    )
  }
}
