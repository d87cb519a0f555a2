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
      "PRESET [PIPELINE [STAGE]]",
      summary: "add a preset's robots to a stage",
      options: [
        OptionSpecification("validate-only", help: "show what would be made, change nothing")
      ],
      details: """
        Without a pipeline, to the only one of the preset's type; without a stage, to the first:
          robotctl preset install lead-first-stage --validate-only
        """
    ) { invocation in
      let words = invocation.words + ["", ""]
      try Listing.call(
        invocation,
        Session.rules,
        "InstallPreset",
        .request([
          "preset": .text(words[0]), "pipeline": .text(words[1]), "stage": .text(words[2]),
          "validateOnly": .boolean(invocation.has("validate-only")),
        ])
      ) { reply, output in
        let robots = reply["robots"].items
        RobotTable.show(robots.map { ($0["alias"].string, $0) }, first: "ALIAS", output)
      }
    },
  ]
}
