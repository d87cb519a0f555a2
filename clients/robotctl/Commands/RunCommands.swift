/// `robotctl run` and `robotctl watch`: what robots do.
enum RunCommands {
  static let all = [
    Command(
      "run list",
      "[TYPE/ID]",
      summary: "list runs, of one item or of all",
      options: Listing.options + filters
    ) { invocation in
      try Existence.check(robot: invocation.option("robot"), Session(invocation))
      try Listing.show(
        invocation,
        Session.execution,
        "ListRuns",
        try filter(invocation),
        member: "runs",
        table: header,
        row: { run, _ in row(run, invocation.output) }
      )
    },
    Command("run get", "RUN", summary: "show a run") {
      try Listing.call(
        $0,
        Session.execution,
        "GetRun",
        .request(["id": .text($0.words[0])]),
        people: show
      )
    },
    Command(
      "watch",
      "[TYPE/ID]",
      summary: "tell of every run as it changes, until interrupted",
      options: filters,
      details: "With --timeout it ends after so long, and well."
    ) { invocation in
      let session = try Session(invocation)
      let request = try filter(invocation)
      try Existence.check(item: invocation.words.first.map(RecordWord.init), session)
      try Existence.check(robot: invocation.option("robot"), session)
      let call = try session.start(Session.execution, "WatchRuns")
      try call.send(request)
      call.sendEnd()
      try call.follow { message in
        let run = message["run"]
        if invocation.output.format == .json {
          invocation.output.line(message.description)
        } else if run.isPresent {
          invocation.output.line(
            row(run, invocation.output).filter { !$0.isEmpty }.joined(separator: "  ")
          )
        }
      }
    },
  ]

  private static let states = [
    "waiting", "ready", "dispatched", "succeeded", "failed", "skipped", "cancelled",
  ]

  static let filters = [
    OptionSpecification("robot", value: "ROBOT", help: "of this robot"),
    OptionSpecification(
      "state",
      value: "STATE",
      help: "\(WordInput.list(states)); may be repeated"
    ),
  ]

  static let header = ["RUN", "ITEM", "ROBOT", "STATE", "WHY", "DUE", "FINISHED"]

  private static func filter(_ invocation: Invocation) throws -> JSON {
    let key = try invocation.words.first.map(RecordWord.init)
    return .request([
      "entityType": .text(key?.entityType ?? ""), "itemId": .text(key?.id ?? ""),
      "robot": .text(invocation.option("robot") ?? ""),
      "states": .list(
        try invocation.options("state").map { word in
          try WordInput.constant(
            word.lowercased(),
            among: states,
            prefix: "RUN_STATE",
            option: "state"
          )
        }
      ),
    ])
  }

  /// A run as a row of a table.
  static func row(_ run: JSON, _ output: Output) -> [String] {
    [
      run["id"].string, "\(run["entityType"].string)/\(run["itemId"].string)",
      robotName(run), state(run, output), reason(run), ValueText.time(run["dueTime"]),
      ValueText.time(run["finishTime"]),
    ]
  }

  /// The robot's name, or its id where it has none.
  static func robotName(_ run: JSON) -> String {
    let name = run["robotName"].string
    return name.isEmpty ? run["robot"].string : name
  }

  /// The state in a word, in its colour.
  static func state(_ run: JSON, _ output: Output) -> String {
    let word = run["state"].string.dropFirst("RUN_STATE_".count).lowercased()
    switch word {
    case "succeeded": return output.paint(word, .green)
    case "failed": return output.paint(word, .red)
    case "waiting", "ready", "dispatched": return output.paint(word, .blue)
    default: return output.paint(word, .dim)
    }
  }

  /// The reason in words; empty for none.
  static func reason(_ run: JSON) -> String {
    words(reason: run["reason"])
  }

  /// A reason in words: "working time".
  static func words(reason: JSON) -> String {
    reason.string.dropFirst("REASON_".count).lowercased()
      .split(separator: "_").joined(separator: " ")
  }

  /// What must happen before it starts, in words: "time, then paused".
  static func waitsFor(_ run: JSON) -> String {
    let previous = run["previousRobot"].string
    let reason = previous.isEmpty ? reason(run) : "robot \(previous)"
    let hold = words(reason: run["hold"])
    return hold.isEmpty || hold == reason ? reason : "\(reason), then \(hold)"
  }

  /// A run with all its parts.
  static func show(_ reply: JSON, _ output: Output) {
    let run = reply["run"]
    let id = run["id"].string
    var table = Table(header: ["RUN", id.isEmpty ? "(not made)" : id])
    let rows: [(String, String)] = [
      ("item", "\(run["entityType"].string)/\(run["itemId"].string)"),
      ("stage", "\(run["pipeline"].string)/\(run["stage"].string)"),
      (
        "robot",
        "\(robotName(run)) (\(run["robotType"].string), "
          + "version \(run["robotVersion"].string))"
      ),
      ("state", state(run, output)),
      ("why", reason(run)),
      ("message", run["message"].string),
      ("due", ValueText.time(run["dueTime"])),
      ("not before", ValueText.time(run["notBeforeTime"])),
      ("started", ValueText.time(run["startTime"])),
      ("finished", ValueText.time(run["finishTime"])),
      ("late by", run["lateness"].string),
      ("attempts", run["attempts"].string == "0" ? "" : run["attempts"].string),
      ("as", run["actingUser"].string),
      ("asked for by", run["askedBy"].string),
      ("invoice", run["invoice"].string),
      ("quote", run["quote"].string),
      ("queue", run["queue"].string),
      ("key", run["key"].string),
    ]
    for (name, text) in rows where !text.isEmpty { table.append([name, text]) }
    for parameter in run["resolvedParameters"].entries {
      table.append([parameter.key, ValueText.text(parameter.value)])
    }
    for value in run["outputs"].entries {
      table.append(["-> \(value.key)", ValueText.text(value.value)])
    }
    for line in table.lines(output: output) { output.line(line) }
  }
}
