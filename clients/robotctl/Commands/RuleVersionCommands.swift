/// `robotctl robot versions`, `trigger rollback` and so on: what a rule was before.
enum RuleVersionCommands {
  static let all = commands(of: "robot") + commands(of: "trigger") + commands(of: "calendar")

  private static func commands(of kind: String) -> [Command] {
    let isRobot = kind == "robot"
    let constant = JSON.text("RULE_KIND_\(kind.uppercased())")
    return [
      Command(
        "\(kind) versions",
        kind.uppercased(),
        summary: "list a \(kind)'s versions: who made them, when, why and what changed",
        options: Listing.options
      ) { invocation in
        try Listing.show(
          invocation,
          Session.rules,
          "ListRuleVersions",
          ["kind": constant, "id": .text(invocation.words[0])],
          member: "versions",
          table: ["VERSION", "TIME", "BY", "WHY", "WHAT CHANGED"]
        ) { version, _ in row(version) }
      },
      Command(
        "\(kind) rollback",
        "\(kind.uppercased()) VERSION",
        summary: "make a \(kind) what it was in an earlier version",
        options: (isRobot ? [inFlight, force] : []) + [
          reason, OptionSpecification("validate-only", help: "say what would be, change nothing"),
        ]
      ) { invocation in
        try Listing.call(
          invocation,
          Session.rules,
          "RollbackRule",
          .request([
            "kind": constant, "id": .text(invocation.words[0]),
            "version": .text(invocation.words[1]),
            "inFlight": isRobot ? try policy(invocation) : "",
            "changeReason": .text(invocation.option("reason") ?? ""),
            "validateOnly": .boolean(invocation.has("validate-only")),
            "force": .boolean(invocation.has("force")),
          ])
        ) { reply, output in
          let version = reply["version"]["version"].string
          let changes = reply["version"]["changes"].items
          if changes.isEmpty {
            let earlier = invocation.words[1]
            let words = version == earlier ? "the present one" : "as version \(earlier) was"
            return output.line("nothing changed: version \(version) is \(words)")
          }
          output.line("version \(version)")
          for change in changes { output.line("  \(change.string)") }
          if isRobot { show(reply["inFlight"], output) }
        }
      },
    ]
  }

  private static func row(_ version: JSON) -> [String] {
    let deleted = version["deleted"].isTrue ? ["deleted"] : []
    return [
      version["version"].string, ValueText.time(version["createTime"]),
      version["author"].string, version["changeReason"].string,
      (version["changes"].items.map(\.string) + deleted).joined(separator: "; "),
    ]
  }

  /// What every publishing of a version takes.
  static let publishing = [inFlight, reason]

  private static let inFlight = OptionSpecification(
    "in-flight",
    value: "POLICY",
    help: "keep-timing (default), keep-all, migrate or cancel-waiting: what waiting runs do"
  )

  /// Of robots: to do what closes a cycle of stage changes without delay or condition.
  static let force = OptionSpecification("force", help: "accept a cycle of stage changes")

  /// Why a version is made.
  static let reason = OptionSpecification(
    "reason",
    value: "TEXT",
    help: "why, for those who look later"
  )

  static func policy(_ invocation: Invocation) throws(UsageError) -> JSON {
    guard let word = invocation.option("in-flight") else { return "" }
    return try WordInput.constant(
      word,
      among: ["keep-timing", "keep-all", "migrate", "cancel-waiting"],
      prefix: "IN_FLIGHT_POLICY",
      option: "in-flight"
    )
  }

  /// What became of the waiting runs.
  static func show(_ counts: JSON, _ output: Output) {
    output.note(
      "waiting runs: \(counts["kept"].integer) kept, \(counts["migrated"].integer) migrated, "
        + "\(counts["cancelled"].integer) cancelled"
    )
  }
}
