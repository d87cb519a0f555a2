/// `robotctl coming`: what will run.
enum ComingCommand {
  static let all = [
    Command(
      "coming",
      summary: "what will run: of an item, of a robot, or everything, in the order of time",
      options: Listing.options + [
        OptionSpecification("item", value: "TYPE/ID", help: "of this item"),
        OptionSpecification("robot", value: "ROBOT", help: "of this robot"),
        OptionSpecification("before", value: "TIME", help: "due before this time, RFC 3339"),
      ],
      details: """
        What has no time yet, since it waits for another robot or for a date, comes last.
        "run reschedule" and "run cancel" move and cancel a run.
        """
    ) { invocation in
      let item = try invocation.option("item").map(RecordWord.init)
      try Existence.check(robot: invocation.option("robot"), Session(invocation))
      try Listing.show(
        invocation,
        Session.execution,
        "ListRuns",
        .request([
          "entityType": .text(item?.entityType ?? ""), "itemId": .text(item?.id ?? ""),
          "robot": .text(invocation.option("robot") ?? ""),
          "dueBefore": try TimeInput.option("before", of: invocation), "orderBy": "due_time",
        ]),
        member: "runs",
        table: ["DUE", "ITEM", "STAGE", "ROBOT", "WAITS FOR", "RUN"],
        row: { run, _ in row(run) }
      )
    }
  ]

  private static func row(_ run: JSON) -> [String] {
    [
      ValueText.time(run["notBeforeTime"].isPresent ? run["notBeforeTime"] : run["dueTime"]),
      "\(run["entityType"].string)/\(run["itemId"].string)", run["stage"].string,
      RunCommands.robotName(run), RunCommands.waitsFor(run), run["id"].string,
    ]
  }
}
