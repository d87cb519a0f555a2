/// `robotctl simulate`: what would happen to an item, with no effect at all.
enum SimulateCommand {
  static let all = [
    Command(
      "simulate",
      "TYPE/ID [FIELD=VALUE...]",
      summary: "say what would happen to an item",
      options: [
        OptionSpecification("pipeline", value: "ID", help: "where it enters at the start"),
        OptionSpecification("stage", value: "ID", help: "where it enters at the start"),
        OptionSpecification("at", value: "TIME", help: "the start (RFC 3339); else now"),
        OptionSpecification("days", value: "N", help: "how long it goes on, at most 3660; else 30"),
        OptionSpecification(
          "move",
          value: "TIME=STAGE",
          help: "a person moves it then; may be repeated"
        ),
      ],
      details: """
        Nothing happens really: no record changes, nobody is told. Without a stage and fields, an
        item that exists goes on from where it is. Workers succeed at once; for scripted results
        see "robotctl call robots.v1.RuleService/Simulate".
        """
    ) { invocation in
      let key = try RecordWord(invocation.words[0])
      let session = try Session(invocation)
      let record = try RecordCommands.record(
        invocation,
        key,
        assignments: invocation.words.dropFirst(),
        session
      )
      let reply = try session.call(
        Session.rules,
        "Simulate",
        try request(invocation, key, record)
      )
      if invocation.output.format == .json {
        invocation.output.line(reply.description)
      } else {
        show(reply, moves: invocation.options("move"), invocation.output)
      }
    }
  ]

  /// A simulation goes on for at most ten years, each of at most 366 days.
  private static let dayRange = 0...3_660

  private static func request(
    _ invocation: Invocation,
    _ key: RecordWord,
    _ record: JSON
  ) throws -> JSON {
    let days = try invocation.integer("days", in: dayRange) ?? 30
    let moves = try invocation.options("move").map { word in
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError("a move is written TIME=STAGE, not \"\(word)\"")
      }
      return JSON.request([
        "time": try TimeInput.time(parts[0], as: "--move"),
        "move": .request([
          "entityType": .text(key.entityType), "id": .text(key.id), "stage": .text(parts[1]),
        ]),
      ])
    }
    return .request([
      "item": record, "startTime": try TimeInput.option("at", of: invocation),
      "duration": .text("\(days * 86_400)s"), "events": .list(moves),
    ])
  }

  /// What happens as a timeline, then what is still to come.
  private static func show(_ reply: JSON, moves: [String], _ output: Output) {
    var table = Table(header: ["TIME", "WHO", "WHAT WOULD HAPPEN"])
    for entry in reply["history"].items {
      table.append([
        ValueText.time(entry["time"]), entry["actingUser"].string, entry["summary"].string,
      ])
    }
    table.show(output, empty: "nothing would happen")
    for run in reply["runs"].items where run["state"].string == "RUN_STATE_WAITING" {
      let due = ValueText.time(run["dueTime"])
      output.note(
        "\(RunCommands.robotName(run)) still waits: \(RunCommands.waitsFor(run))"
          + (due.isEmpty ? "" : ", due \(due)")
      )
    }
    for refused in reply["refusedEvents"].items {
      let move = moves[refused["index"].integer]
      output.note("--move \(move) is refused: \(refused["message"].string)")
    }
    if reply["truncated"].isTrue {
      let last = reply["history"].items.last.map { $0["time"] } ?? reply["endTime"]
      output.note("too much happens: what is told ends early, at \(ValueText.time(last))")
    }
  }
}
