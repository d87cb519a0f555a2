/// `robotctl robot apply`: run a robot on the items that were there before it.
enum ApplyCommands {
  static let all = [
    Command(
      "robot apply",
      "ROBOT",
      summary: "run a robot on the items that stand in its stage already",
      options: Listing.trial("count the items, change nothing") + [
        OptionSpecification(
          "rate",
          value: "N",
          help: "items in a second, at most 1000 (default 10)"
        ),
        OptionSpecification("wait", help: "tell of its progress until it ends"),
      ],
      details: """
        Items that have a run of the robot in their stage are passed over, so doing it again does
        nothing. It goes on by itself: "robot applications" shows how far it has come, and "robot
        apply-cancel" ends it.
        """,
      run: apply
    ),
    Command(
      "robot applications",
      "[ROBOT]",
      summary: "list how far robots have been applied to existing items",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListApplications",
        .request(["robot": .text(invocation.words.first ?? "")]),
        member: "applications",
        table: ["ROBOT", "STAGE", "TAKEN", "OF", "RATE", "BY", "BEGUN", "ENDED", "WHY"]
      ) { application, _ in
        [
          application["robot"].string,
          "\(application["entityType"].string)/\(application["pipeline"].string)"
            + "/\(application["stage"].string)",
          "\(application["runCount"].integer)", "\(application["itemCount"].integer)",
          "\(application["itemsPerSecond"].integer)/s", application["user"].string,
          ValueText.time(application["beginTime"]), ValueText.time(application["endTime"]),
          application["hold"].isPresent
            ? RunCommands.words(reason: application["hold"]) : RunCommands.reason(application),
        ]
      }
    },
    Command("robot apply-cancel", "ROBOT", summary: "end an application; its runs stay") {
      try Listing.call(
        $0,
        Session.rules,
        "CancelApplication",
        .request(["robot": .text($0.words[0])])
      ) { reply, output in output.note(progress(reply["application"])) }
    },
  ]

  /// Begins an application and tells of it until it ends.
  private static func apply(_ invocation: Invocation) throws {
    let isDryRun = Listing.isTrial(invocation)
    let session = try Session(invocation)
    var application = try session.call(
      Session.rules,
      "ApplyToExisting",
      .request([
        "robot": .text(invocation.words[0]),
        "itemsPerSecond": .number("\(try invocation.integer("rate", in: 0...1_000) ?? 0)"),
        "validateOnly": .boolean(isDryRun),
      ])
    )["application"]
    if isDryRun, invocation.output.format == .table {
      let items = ValueText.count(application["itemCount"].integer, "item")
      invocation.output.line("\(items) would be taken")
    }
    while invocation.has("wait"), !isDryRun, !application["endTime"].isPresent {
      invocation.output.note(progress(application))
      session.turn(timeoutMilliseconds: 1_000)
      let reply = try session.call(
        Session.rules,
        "ListApplications",
        .request(["robot": .text(invocation.words[0])])
      )
      application = reply["applications"].items.first ?? application
    }
    if invocation.output.format == .json {
      invocation.output.line(JSON.object([("application", application)]).description)
    } else if !isDryRun {
      invocation.output.line(progress(application))
    }
  }

  private static func progress(_ application: JSON) -> String {
    let taken = "\(application["runCount"].integer) of \(application["itemCount"].integer) items"
    guard application["endTime"].isPresent else {
      let pace = "\(application["itemsPerSecond"].integer) in a second"
      let hold = RunCommands.words(reason: application["hold"])
      return "\(taken), \(hold.isEmpty ? pace : hold)"
    }
    let reason = RunCommands.reason(application)
    return reason.isEmpty ? "done: \(taken)" : "ended after \(taken): \(reason)"
  }
}
