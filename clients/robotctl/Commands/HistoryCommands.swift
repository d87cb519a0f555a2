/// `robotctl history`: what happened, and who did it.
enum HistoryCommands {
  static let all = [
    Command(
      "history list",
      "[TYPE/ID]",
      summary: "list what happened to a record, or to all",
      options: Listing.options + [
        OptionSpecification("robot", value: "ROBOT", help: "what this robot did"),
        OptionSpecification("newest-first", help: "the newest first"),
      ]
    ) { invocation in
      let key = try invocation.words.first.map(RecordWord.init)
      try Listing.show(
        invocation,
        Session.execution,
        "ListHistory",
        .request([
          "entityType": .text(key?.entityType ?? ""), "recordId": .text(key?.id ?? ""),
          "robot": .text(invocation.option("robot") ?? ""),
          "newestFirst": .boolean(invocation.has("newest-first")),
        ]),
        member: "entries",
        table: ["TIME", "RECORD", "WHO", "WHAT"]
      ) { entry, _ in row(entry) }
    }
  ]

  /// An entry as a row of a table.
  static func row(_ entry: JSON) -> [String] {
    [
      ValueText.time(entry["time"]),
      "\(entry["entityType"].string)/\(entry["recordId"].string)",
      entry["actingUser"].string, entry["summary"].string,
    ]
  }
}
