/// `robotctl board`: the items of a pipeline by stage, each with its robots.
enum BoardCommand {
  static let all = [
    Command(
      "board",
      "TYPE/PIPELINE",
      summary: "show a pipeline's items by stage with their robots",
      spareWordCount: 1,
      options: [
        OptionSpecification("items", value: "N", help: "at most so many of each stage (default 50)")
      ],
      details: "✓ done  ✗ failed  · waiting  → with a worker  – skipped or cancelled"
    ) { invocation in
      let place = try PlaceWord(invocation.words[...], from: .pipeline, to: .pipeline)
      let count = try invocation.integer("items", in: Invocation.anyCount) ?? 50
      try Listing.call(
        invocation,
        Session.execution,
        "GetBoard",
        place.request.setting("itemsPerStage", .number("\(count)")),
        people: show
      )
    }
  ]

  /// The board, stage by stage.
  static func show(_ reply: JSON, _ output: Output) {
    for pause in reply["pauses"].items {
      output.line(output.paint("paused: \(PauseCommands.line(pause))", .yellow))
    }
    for column in reply["stages"].items {
      let stage = column["stage"]
      let name =
        stage["displayName"].string.isEmpty ? stage["id"].string : stage["displayName"].string
      output.line(
        "\(output.paint(name, .bold))  \(output.paint("\(column["itemCount"].integer)", .dim))"
      )
      for item in column["items"].items {
        let record = item["item"]
        output.line(
          "  \(record["id"].string)  \(ValueText.text(record["fields"]["name"]))  "
            + ValueText.text(record["fields"]["amount"]) + hold(item, output)
        )
        for run in item["runs"].items { output.line("      \(line(run, output))") }
      }
    }
  }

  /// Why an item's robots are held up; empty where they are not.
  private static func hold(_ item: JSON, _ output: Output) -> String {
    switch item["hold"].string {
    case "REASON_PAUSED": "  " + output.paint("paused", .yellow)
    case "REASON_LOOP_BREAKER":
      "  " + output.paint("stopped: robots had moved it too often", .yellow)
    default: ""
    }
  }

  private static func line(_ run: JSON, _ output: Output) -> String {
    let name = RunCommands.robotName(run)
    switch run["state"].string {
    case "RUN_STATE_SUCCEEDED": return "\(output.paint("✓", .green)) \(name)"
    case "RUN_STATE_FAILED":
      return "\(output.paint("✗", .red)) \(name)  \(RunCommands.reason(run))"
    case "RUN_STATE_WAITING":
      let due = ValueText.time(run["dueTime"])
      let isForTime = run["reason"].string == "REASON_TIME"
      return "\(output.paint("·", .blue)) \(name)  "
        + (isForTime ? "due \(due)" : RunCommands.reason(run))
    case "RUN_STATE_READY", "RUN_STATE_DISPATCHED":
      return "\(output.paint("→", .blue)) \(name)  \(RunCommands.reason(run))"
    default:
      return output.paint("– \(name)  \(RunCommands.reason(run))", .dim)
    }
  }
}
