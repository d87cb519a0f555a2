/// `robotctl watch changes`: everything that becomes durable, from a cursor on.
enum WatchChangesCommand {
  static let all = [
    Command(
      "watch changes",
      "[TYPE]...",
      summary: "tell of every durable change in order, until interrupted",
      options: [
        OptionSpecification(
          "from",
          value: "CURSOR",
          help: "what follows a cursor or a sequence number (default: from now on)"
        ),
        OptionSpecification("snapshot", help: "first everything there is"),
        OptionSpecification(
          "kind",
          value: "KIND",
          help: "\(WordInput.list(kinds)); may be repeated"
        ),
      ],
      details: """
        TYPE narrows it to records of these types and what belongs to them. What one command has
        changed is told line by line, the last of which ends with the cursor from which --from goes
        on after it, as does the line behind --snapshot's; with -o json each line is an answer.
        Changes are kept for 7 days and in at most 1 GiB of journal, unless robotd's configuration
        says otherwise (change_feed_days, change_feed_size); robotctl status shows from where.
        With --timeout it ends after so long, and well.
        """
    ) { try run($0) }
  ]

  private static let kinds = [
    "record", "visit", "run", "history", "rule", "schema", "application", "pause",
  ]

  private static func run(_ invocation: Invocation) throws {
    let chosen = try invocation.options("kind").map { word in
      try WordInput.constant(word, among: kinds, prefix: "CHANGE_KIND", option: "kind")
    }
    let session = try Session(invocation)
    for type in invocation.words { try Existence.check(entityType: type, session) }
    let call = try session.start(Session.execution, "WatchChanges")
    try call.send(
      .request([
        "after": .text(invocation.option("from") ?? ""),
        "snapshot": .boolean(invocation.has("snapshot")),
        "entityTypes": .list(invocation.words.map { .text($0) }), "kinds": .list(chosen),
      ])
    )
    call.sendEnd()
    var isInSnapshot = invocation.has("snapshot")
    try call.follow { message in
      if invocation.output.format == .json { return invocation.output.line(message.description) }
      let changes = message["changes"].items
      if isInSnapshot, !message["snapshot"].isTrue {
        isInSnapshot = false
        if changes.isEmpty {
          let cursor = invocation.output.paint(message["cursor"].string, .dim)
          return invocation.output.line("this is what there is  \(cursor)")
        }
      }
      for (index, change) in changes.enumerated() {
        var parts = [ValueText.time(message["time"]), words(for: change)]
        if index == changes.count - 1 {
          parts.append(invocation.output.paint(message["cursor"].string, .dim))
        }
        invocation.output.line(parts.filter { !$0.isEmpty }.joined(separator: "  "))
      }
    }
  }

  /// A change as a line.
  private static func words(for change: JSON) -> String {
    guard let (kind, content) = change.entries.first.map({ ($0.key, $0.value) }) else { return "" }
    switch kind {
    case "record": return record(content)
    case "visit":
      let verb = content["leaveTime"].isPresent ? "left" : "entered"
      return "\(item(content)) \(verb) \(content["pipeline"].string)/\(content["stage"].string)"
    case "run":
      let state = content["state"].string.dropFirst("RUN_STATE_".count).lowercased()
      let reason = RunCommands.reason(content)
      return "\(item(content)) \(RunCommands.robotName(content)) \(state)"
        + (reason.isEmpty ? "" : ": \(reason)")
    case "historyEntry":
      return "\(content["entityType"].string)/\(content["recordId"].string) "
        + content["summary"].string
    case "rule":
      let kind = content["kind"].string.dropFirst("RULE_KIND_".count).lowercased()
      let verb = content["deleted"].isTrue ? "deleted" : "version \(content["version"].string)"
      return "\(kind) \(content["id"].string) \(verb)"
    case "entityType": return "entity type \(content["id"].string)"
    case "deletedEntityType": return "entity type \(content.string) deleted"
    case "pipeline":
      return "pipeline \(content["entityType"].string)/\(content["id"].string)"
    case "deletedPipeline":
      return "pipeline \(content["entityType"].string)/\(content["pipeline"].string) deleted"
    case "robotApplication":
      return "robot \(content["robot"].string) applied to \(content["runCount"].integer) of "
        + "\(content["itemCount"].integer) items"
    case "pause":
      let verb = content["ended"].isTrue ? "ended" : "began"
      return "pause \(verb): \(PauseCommands.line(content["pause"]))"
    default: return kind
    }
  }

  private static func item(_ content: JSON) -> String {
    "\(content["entityType"].string)/\(content["itemId"].string)"
  }

  private static func record(_ change: JSON) -> String {
    let record = change["record"]
    let name = "\(record["entityType"].string)/\(record["id"].string)"
    if change["deleted"].isTrue { return "\(name) deleted" }
    let place =
      record["stage"].string.isEmpty
      ? "" : "\(record["pipeline"].string)/\(record["stage"].string)"
    if change["created"].isTrue {
      return "\(name) created" + (place.isEmpty ? "" : " in \(place)")
    }
    var parts = change["fields"].items.map { field in
      "\(field["field"].string): \(value(field["oldValue"])) -> \(value(field["newValue"]))"
    }
    if !change["oldStage"].string.isEmpty {
      parts.append(
        "\(change["oldPipeline"].string)/\(change["oldStage"].string) -> \(place)"
      )
    }
    return parts.isEmpty ? name : "\(name) \(parts.joined(separator: ", "))"
  }

  private static func value(_ value: JSON) -> String {
    value.isPresent ? ValueText.text(value) : "empty"
  }
}
