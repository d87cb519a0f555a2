/// `robotctl preset`: ready sets of robots.
enum PresetCommands {
  static let all = [
    Command(
      "preset list",
      summary: "list the ready sets of robots",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListPresets",
        [:],
        member: "presets",
        table: ["PRESET", "FOR", "ROBOTS", "NAME", "WHAT IT DOES"]
      ) { preset, _ in
        [
          preset["id"].string, preset["entityType"].string, "\(preset["robots"].items.count)",
          preset["displayName"].string, preset["description"].string,
        ]
      }
    },
    Command(
      "preset install",
      "PRESET [TYPE/PIPELINE[/STAGE]]",
      summary: "add a preset's robots to a stage",
      spareWordCount: 1,
      options: [
        OptionSpecification("validate-only", help: "show what would be made, change nothing"),
        RuleVersionCommands.force,
        RuleVersionCommands.reason,
      ],
      details: """
        Without a pipeline, to the only one of the preset's type; without a stage, to the first:
          robotctl preset install lead-first-stage --validate-only
          robotctl preset install deal-first-stage deal/service
        """
    ) { invocation in
      let (pipeline, stage) = try target(invocation)
      try Listing.call(
        invocation,
        Session.rules,
        "InstallPreset",
        .request([
          "preset": .text(invocation.words[0]), "pipeline": .text(pipeline),
          "stage": .text(stage),
          "validateOnly": .boolean(invocation.has("validate-only")),
          "force": .boolean(invocation.has("force")),
          "changeReason": .text(invocation.option("reason") ?? ""),
        ])
      ) { reply, output in
        let robots = reply["robots"].items
        RobotTable.show(robots.map { ($0["alias"].string, $0) }, first: "ALIAS", output)
      }
    },
  ]

  /// Where a preset goes: TYPE/PIPELINE/STAGE, or PIPELINE STAGE of the preset's own type.
  private static func target(
    _ invocation: Invocation
  ) throws -> (pipeline: String, stage: String) {
    let words = invocation.words.dropFirst()
    guard let first = words.first, first.contains("/") else {
      let padded = words + ["", ""]
      return (padded[1], padded[2])
    }
    let place = try PlaceWord(words, from: .pipeline)
    let presets = try Session(invocation).call(
      Session.rules,
      "ListPresets",
      ["pageSize": 1_000]
    )["presets"].items
    if let preset = presets.first(where: { $0["id"].string == invocation.words[0] }) {
      try place.check(isOf: preset["entityType"].string, "preset \(invocation.words[0])")
    }
    return (place.pipeline, place.stage)
  }
}
