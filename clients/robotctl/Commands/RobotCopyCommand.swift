/// `robotctl robot copy`: a stage's or a pipeline's robots elsewhere.
enum RobotCopyCommand {
  static let all = [
    Command(
      "robot copy",
      "TYPE/PIPELINE[/STAGE] TYPE/PIPELINE[/STAGE]",
      summary: "copy the robots of a stage or a pipeline to another place",
      options: [
        OptionSpecification("validate-only", help: "say what would be made, change nothing"),
        OptionSpecification("force", help: "accept a cycle of stage changes"),
        OptionSpecification("reason", value: "TEXT", help: "why, for those who look later"),
      ],
      details: """
        All of them are copied or none. Of a pipeline, each goes to the stage of the same id:
          robotctl robot copy deal/sales/new deal/service/new
          robotctl robot copy deal/sales deal/service --validate-only
        """
    ) { invocation in
      let source = try PlaceWord(invocation.words[0])
      let target = try PlaceWord(invocation.words[1])
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
      }
    }
  ]
}

/// A stage or a pipeline as the command line names it.
struct PlaceWord {
  let entityType: String
  let pipeline: String
  /// Empty for a whole pipeline.
  let stage: String

  init(_ word: String) throws(UsageError) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard 2...3 ~= parts.count, !parts.contains("") else {
      throw UsageError("a place is written TYPE/PIPELINE or TYPE/PIPELINE/STAGE, not \"\(word)\"")
    }
    entityType = parts[0]
    pipeline = parts[1]
    stage = parts.count == 3 ? parts[2] : ""
  }
}
