/// `robotctl pipeline`: the ways along which items move.
enum PipelineCommands {
  static let all = [
    Command(
      "pipeline list",
      "[TYPE]",
      summary: "list pipelines with their stages",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListPipelines",
        .request(["entityType": .text(invocation.words.first ?? "")]),
        member: "pipelines",
        table: ["TYPE", "PIPELINE", "NAME", "STAGES"]
      ) { pipeline, _ in
        [
          pipeline["entityType"].string, pipeline["id"].string,
          pipeline["displayName"].string,
          pipeline["stages"].items.map { $0["id"].string }.joined(separator: " > "),
        ]
      }
    },
    Command("pipeline get", "TYPE/PIPELINE", summary: "show a pipeline", spareWordCount: 1) {
      try Listing.call($0, Session.rules, "GetPipeline", try key($0), people: show)
    },
    Command(
      "pipeline create",
      "JSON|@FILE|-",
      summary: "add a pipeline",
      options: [.validateOnly]
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "CreatePipeline",
        .request([
          "pipeline": try Input.json($0.words[0]),
          "validateOnly": .boolean($0.has("validate-only")),
        ]),
        people: show
      )
    },
    Command(
      "pipeline update",
      "JSON|@FILE|-",
      summary: "change a pipeline",
      options: [
        .mask,
        .validateOnly,
      ]
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "UpdatePipeline",
        .request([
          "pipeline": try Input.json($0.words[0]), "updateMask": Input.mask($0),
          "validateOnly": .boolean($0.has("validate-only")),
        ]),
        people: show
      )
    },
    Command(
      "pipeline delete",
      "TYPE/PIPELINE",
      summary: "delete a pipeline that nothing uses",
      spareWordCount: 1
    ) {
      try Listing.call($0, Session.rules, "DeletePipeline", try key($0)) { _, output in
        output.note("deleted")
      }
    },
  ]

  /// The pipeline that a call names.
  private static func key(_ invocation: Invocation) throws(UsageError) -> JSON {
    let place = try PlaceWord(invocation.words[...], from: .pipeline, to: .pipeline)
    return ["entityType": .text(place.entityType), "id": .text(place.pipeline)]
  }

  private static func show(_ reply: JSON, _ output: Output) {
    let pipeline = reply["pipeline"]
    output.line(
      "\(output.paint(pipeline["id"].string, .bold))  \(pipeline["displayName"].string)  "
        + "of \(pipeline["entityType"].string)"
    )
    var table = Table(header: ["", "STAGE", "NAME", "KIND"])
    for (index, stage) in pipeline["stages"].items.enumerated() {
      table.append([
        "\(index + 1)", stage["id"].string, stage["displayName"].string,
        stage["kind"].string.dropFirst("STAGE_KIND_".count).lowercased(),
      ])
    }
    table.show(output, empty: "no stages")
  }
}
