/// `robotctl history`: what happened, and who did it.
enum HistoryCommands {
  static let all = [
    Command(
      "history list",
      "[TYPE/ID]",
      summary: "list what happened to a record, or to all",
      options: Listing.options + [
        OptionSpecification("robot", value: "ROBOT", help: "what this robot did"),
        OptionSpecification(
          "kind",
          value: "KIND",
          help: "\(WordInput.list(kinds)); may be repeated"
        ),
        OptionSpecification("since", value: "TIME", help: "at this time or later, RFC 3339"),
        OptionSpecification("before", value: "TIME", help: "before this time, RFC 3339"),
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
          "kinds": .list(
            try invocation.options("kind").map { word in
              try WordInput.constant(word, among: kinds, prefix: "HISTORY_KIND", option: "kind")
            }
          ),
          "startTime": try TimeInput.option("since", of: invocation),
          "endTime": try TimeInput.option("before", of: invocation),
        ]),
        member: "entries",
        table: ["TIME", "RECORD", "WHO", "WHAT"]
      ) { entry, _ in row(entry) }
    }
  ]

  private static let kinds = [
    "created", "field-changed", "moved", "deleted", "logged", "commented", "notified",
    "run-succeeded", "run-failed", "run-skipped", "run-cancelled", "action-handed-out",
    "action-returned", "late-result", "paused", "resumed", "run-rescheduled", "run-asked-for",
    "event", "erased",
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
