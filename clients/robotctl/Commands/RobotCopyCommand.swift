/// `robotctl robot copy`: a stage's or a pipeline's robots elsewhere.
enum RobotCopyCommand {
  static let all = [
    Command(
      "robot copy",
      "TYPE/PIPELINE[/STAGE] TYPE/PIPELINE[/STAGE]",
      summary: "copy the robots of a stage or a pipeline to another place",
      options: [
        OptionSpecification("validate-only", help: "say what would be made, change nothing"),
        RuleVersionCommands.force,
        RuleVersionCommands.reason,
      ],
      details: """
        All of them are copied or none. Of a pipeline, each goes to the stage of the same id:
          robotctl robot copy deal/sales/new deal/service/new
          robotctl robot copy deal/sales deal/service --validate-only
        """
    ) { invocation in
      let source = try PlaceWord(invocation.words[0...0], from: .pipeline)
      let target = try PlaceWord(invocation.words[1...1], from: .pipeline)
      try Listing.call(
        invocation,
        Session.rules,
        "CopyRobots",
        .request([
          "entityType": .text(source.entityType), "pipeline": .text(source.pipeline),
          "stage": .text(source.stage), "targetEntityType": .text(target.entityType),
          "targetPipeline": .text(target.pipeline), "targetStage": .text(target.stage),
          "validateOnly": .boolean(invocation.has("validate-only")),
          "force": .boolean(invocation.has("force")),
          "changeReason": .text(invocation.option("reason") ?? ""),
        ])
      ) { reply, output in
        RobotTable.show(
          reply["copies"].items.map { ($0["source"].string, $0["robot"]) },
          first: "COPY OF",
          output
        )
        if reply["truncated"].isTrue {
          output.note("there are more than one answer holds: robotctl robot list shows them")
        }
      }
    }
  ]
}
