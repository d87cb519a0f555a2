/// `robotctl robot`: what acts in which stage.
enum RobotCommands {
  static let all = [
    Command(
      "robot list",
      "[TYPE[/PIPELINE[/STAGE]]]",
      summary: "list robots, disabled ones too, with their counts",
      spareWordCount: 2,
      options: Listing.options
    ) { invocation in
      let place = try PlaceWord(invocation.words[...])
      try Listing.show(
        invocation,
        Session.rules,
        "ListRobots",
        place.request,
        member: "robots",
        table: [
          "ROBOT", "ON", "STAGE", "", "TYPE", "NAME", "WHEN", "IF", "DONE", "LATE", "WAITING",
        ]
      ) { robot, reply in
        row(robot, counts: reply["counts"][robot["id"].string], invocation.output)
      }
    },
    Command("robot get", "ROBOT", summary: "show a robot") {
      try Listing.call(
        $0,
        Session.rules,
        "GetRobot",
        .request(["id": .text($0.words[0])]),
        people: show
      )
    },
    Command(
      "robot create",
      "JSON|@FILE|-",
      summary: "add a robot to a stage",
      options: [
        .validateOnly,
        RuleVersionCommands.force,
        RuleVersionCommands.reason,
      ],
      details: """
        The robot is a robots.v1.Robot in JSON:
          {"entityType": "deal", "pipeline": "sales", "stage": "new", "type": "notify",
           "parameters": {"text": {"text": "Call {{contact.name}}"}},
           "timing": {"after": {"count": 2, "unit": "TIME_UNIT_DAY"}},
           "conditionText": "amount > 100000"}
        See robotctl help conditions, robotctl help templates and robotctl robot types.
        """
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "CreateRobot",
        .request([
          "robot": try Input.json($0.words[0]),
          "validateOnly": .boolean($0.has("validate-only")),
          "force": .boolean($0.has("force")),
          "changeReason": .text($0.option("reason") ?? ""),
        ]),
        people: show
      )
    },
    Command(
      "robot update",
      "JSON|@FILE|-",
      summary: "make a new version of a robot",
      options: [
        .mask,
        RuleVersionCommands.force,
        OptionSpecification("validate-only", help: "say what would happen, change nothing"),
      ] + RuleVersionCommands.publishing,
      details: """
        Without --mask the robot is given whole: what is left out is as in a new robot. With it
        only the named parts change, divided by commas:
          robotctl robot update --mask condition_text,parameters '{"id": "big-deal",
            "conditionText": "amount > 50000", "parameters": {"text": {"text": "Big: {{name}}"}}}'
        The parts are display_name, alias, type, parameters, timing, condition_text, condition,
        evaluate_at, acting_user, run_limit, survive_stage_change, enabled and position, each as a
        whole. "robot get -o json" shows a robot whole; "robot move" takes it to another stage.
        """
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "UpdateRobot",
        .request([
          "robot": try Input.json($0.words[0]), "updateMask": Input.mask($0),
          "force": .boolean($0.has("force")), "inFlight": try RuleVersionCommands.policy($0),
          "changeReason": .text($0.option("reason") ?? ""),
          "validateOnly": .boolean($0.has("validate-only")),
        ])
      ) { reply, output in
        show(reply, output)
        RuleVersionCommands.show(reply["inFlight"], output)
      }
    },
    Command(
      "robot enable",
      "ROBOT",
      summary: "let a robot start runs",
      options: [RuleVersionCommands.force, RuleVersionCommands.reason]
    ) { try setEnabled($0, true) },
    Command(
      "robot disable",
      "ROBOT",
      summary: "start no runs; cancel those that wait",
      options: [RuleVersionCommands.force, RuleVersionCommands.reason]
    ) { try setEnabled($0, false) },
    Command(
      "robot move",
      "ROBOT [STAGE|TYPE/PIPELINE/STAGE]",
      summary: "give a robot another place",
      spareWordCount: 1,
      options: [
        OptionSpecification("position", value: "N", help: "from 1; default the last"),
        .validateOnly,
        RuleVersionCommands.force,
        RuleVersionCommands.reason,
      ]
    ) {
      let (pipeline, stage) = try target($0)
      try Listing.call(
        $0,
        Session.rules,
        "MoveRobot",
        .request([
          "id": .text($0.words[0]), "pipeline": .text(pipeline), "stage": .text(stage),
          "position": .number("\(try $0.integer("position", in: Invocation.anyCount) ?? 0)"),
          "force": .boolean($0.has("force")),
          "changeReason": .text($0.option("reason") ?? ""),
          "validateOnly": .boolean($0.has("validate-only")),
        ]),
        people: show
      )
    },
    Command(
      "robot delete",
      "ROBOT",
      summary: "delete a robot; cancel its waiting runs",
      options: [
        RuleVersionCommands.force,
        OptionSpecification("validate-only", help: "count the waiting runs, change nothing"),
      ]
    ) {
      let isTrial = $0.has("validate-only")
      try Listing.call(
        $0,
        Session.rules,
        "DeleteRobot",
        .request([
          "id": .text($0.words[0]), "force": .boolean($0.has("force")),
          "validateOnly": .boolean(isTrial),
        ])
      ) { reply, output in
        let runs = ValueText.count(reply["cancelledRuns"].integer, "waiting run")
        output.note("\(isTrial ? "it would be deleted" : "deleted"); \(runs) cancelled")
      }
    },
    Command(
      "robot run",
      "ROBOT TYPE/ID",
      summary: "run one robot now on one item that stands in its stage",
      options: Listing.trial("say what would happen, do nothing")
    ) { invocation in
      let item = try RecordWord(invocation.words[1])
      try Listing.call(
        invocation,
        Session.rules,
        "RunRobot",
        .request([
          "robot": .text(invocation.words[0]), "entityType": .text(item.entityType),
          "itemId": .text(item.id), "validateOnly": .boolean(Listing.isTrial(invocation)),
        ])
      ) { reply, output in
        RunCommands.show(reply, output)
        for step in reply["steps"].items { output.line("  \(step["text"].string)") }
      }
    },
    Command(
      "robot types",
      summary: "list what robots can do, with their parameters",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListRobotTypes",
        [:],
        member: "robotTypes",
        table: ["TYPE", "PARAMETERS", "BY", "WHAT IT DOES"]
      ) { type, _ in
        [
          type["id"].string,
          type["parameters"].items.map {
            $0["id"].string + ($0["required"].isTrue ? "*" : "")
          }.joined(separator: " "),
          type["executor"].string, type["description"].string,
        ]
      }
    },
  ]

  /// Where a robot goes: TYPE/PIPELINE/STAGE, or STAGE PIPELINE.
  private static func target(
    _ invocation: Invocation
  ) throws -> (pipeline: String, stage: String) {
    let words = invocation.words.dropFirst()
    guard let first = words.first, first.contains("/") else {
      let padded = words + ["", ""]
      return (padded[2], padded[1])
    }
    let place = try PlaceWord(words, from: .stage)
    let id = invocation.words[0]
    let robot = try Session(invocation).call(Session.rules, "GetRobot", ["id": .text(id)])["robot"]
    try place.check(isOf: robot["entityType"].string, "robot \(id)")
    return (place.pipeline, place.stage)
  }

  private static func setEnabled(_ invocation: Invocation, _ isEnabled: Bool) throws {
    try Listing.call(
      invocation,
      Session.rules,
      "UpdateRobot",
      .request([
        "robot": ["id": .text(invocation.words[0]), "enabled": .boolean(isEnabled)],
        "updateMask": "enabled", "force": .boolean(invocation.has("force")),
        "changeReason": .text(invocation.option("reason") ?? ""),
      ]),
      people: show
    )
  }

  private static func row(_ robot: JSON, counts: JSON, _ output: Output) -> [String] {
    [
      robot["id"].string,
      robot["enabled"].isFalse ? output.paint("no", .yellow) : "yes",
      "\(robot["entityType"].string)/\(robot["pipeline"].string)/\(robot["stage"].string)",
      robot["position"].string, robot["type"].string, robot["displayName"].string,
      RobotWords.timing(robot["timing"]), robot["conditionText"].string,
      counts["succeeded"].string.isEmpty ? "0" : counts["succeeded"].string,
      counts["late"].string,
      counts["waiting"].string.isEmpty ? "0" : counts["waiting"].string,
    ]
  }

  private static func show(_ reply: JSON, _ output: Output) {
    let robot = reply["robot"]
    var table = Table(header: ["ROBOT", robot["id"].string])
    let rows: [(String, String)] = [
      ("name", robot["displayName"].string),
      (
        "stage",
        "\(robot["entityType"].string)/\(robot["pipeline"].string)"
          + "/\(robot["stage"].string), place \(robot["position"].string)"
      ),
      ("type", robot["type"].string),
      ("when", RobotWords.timing(robot["timing"])),
      ("if", robot["conditionText"].string),
      ("as", robot["actingUser"].string),
      ("enabled", robot["enabled"].isFalse ? "no" : "yes"),
      ("version", "\(robot["version"].string) by \(robot["author"].string)"),
    ]
    for (name, text) in rows where !text.isEmpty { table.append([name, text]) }
    for parameter in robot["parameters"].entries {
      table.append([parameter.key, ValueText.text(parameter.value)])
    }
    table.show(output, empty: "")
  }
}
