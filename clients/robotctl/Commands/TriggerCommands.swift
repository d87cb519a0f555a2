/// `robotctl trigger`: which events bring items to a stage.
enum TriggerCommands {
  static let all = [
    Command(
      "trigger list",
      "[TYPE[/PIPELINE[/STAGE]]]",
      summary: "list triggers",
      spareWordCount: 2,
      options: Listing.options
    ) { invocation in
      let place = try PlaceWord(invocation.words[...])
      try Listing.show(
        invocation,
        Session.rules,
        "ListTriggers",
        place.request,
        member: "triggers",
        table: ["TRIGGER", "STAGE", "", "TYPE", "NAME", "PARAMETERS", "IF", "ALSO"]
      ) { trigger, _ in row(trigger) }
    },
    Command("trigger get", "TRIGGER", summary: "show a trigger") {
      try Listing.call(
        $0,
        Session.rules,
        "GetTrigger",
        .request(["id": .text($0.words[0])]),
        people: show
      )
    },
    Command(
      "trigger create",
      "JSON|@FILE|-",
      summary: "add a trigger to a stage",
      options: [
        RuleVersionCommands.reason,
        .validateOnly,
      ],
      details: """
        The trigger is a robots.v1.Trigger in JSON:
          {"entityType": "deal", "pipeline": "sales", "stage": "paid", "type": "invoice_paid",
           "conditionText": "amount > 1000", "allowBackwards": false}
        """
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "CreateTrigger",
        .request([
          "trigger": try Input.json($0.words[0]),
          "validateOnly": .boolean($0.has("validate-only")),
          "changeReason": .text($0.option("reason") ?? ""),
        ]),
        people: show
      )
    },
    Command(
      "trigger update",
      "JSON|@FILE|-",
      summary: "change a trigger, its stage and place, too",
      options: [
        .mask,
        RuleVersionCommands.reason,
        .validateOnly,
      ]
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "UpdateTrigger",
        .request([
          "trigger": try Input.json($0.words[0]), "updateMask": Input.mask($0),
          "validateOnly": .boolean($0.has("validate-only")),
          "changeReason": .text($0.option("reason") ?? ""),
        ]),
        people: show
      )
    },
    Command(
      "trigger enable",
      "TRIGGER",
      summary: "let a trigger move items",
      options: [RuleVersionCommands.reason]
    ) { try setEnabled($0, true) },
    Command(
      "trigger disable",
      "TRIGGER",
      summary: "let a trigger move nothing",
      options: [RuleVersionCommands.reason]
    ) { try setEnabled($0, false) },
    Command("trigger delete", "TRIGGER", summary: "delete a trigger") {
      try Listing.call(
        $0,
        Session.rules,
        "DeleteTrigger",
        .request(["id": .text($0.words[0])])
      ) { _, output in output.note("deleted") }
    },
    Command(
      "trigger types",
      summary: "list what triggers hear of, with parameters and what events say",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListTriggerTypes",
        [:],
        member: "triggerTypes",
        table: ["TYPE", "PARAMETERS", "EVENT SAYS", "WHAT IT HEARS OF"]
      ) { type, _ in
        [
          type["id"].string, names(type["parameters"]), names(type["payload"]),
          type["description"].string,
        ]
      }
    },
  ]

  private static func names(_ list: JSON) -> String {
    list.items.map { $0["id"].string + ($0["required"].isTrue ? "*" : "") }
      .joined(separator: " ")
  }

  private static func setEnabled(_ invocation: Invocation, _ isEnabled: Bool) throws {
    try Listing.call(
      invocation,
      Session.rules,
      "UpdateTrigger",
      .request([
        "trigger": ["id": .text(invocation.words[0]), "enabled": .boolean(isEnabled)],
        "updateMask": "enabled", "changeReason": .text(invocation.option("reason") ?? ""),
      ]),
      people: show
    )
  }

  private static func row(_ trigger: JSON) -> [String] {
    [
      trigger["id"].string, stage(of: trigger), trigger["position"].string,
      trigger["type"].string, trigger["displayName"].string,
      ValueText.fields(trigger["parameters"]), trigger["conditionText"].string,
      permissions(of: trigger),
    ]
  }

  private static func stage(of trigger: JSON) -> String {
    "\(trigger["entityType"].string)/\(trigger["pipeline"].string)/\(trigger["stage"].string)"
  }

  private static func permissions(of trigger: JSON) -> String {
    var words: [String] = []
    if trigger["allowBackwards"].isTrue { words.append("backwards") }
    if trigger["allowFromFinal"].isTrue { words.append("from final stages") }
    if trigger["enabled"].isFalse { words.append("disabled") }
    return words.joined(separator: ", ")
  }

  private static func show(_ reply: JSON, _ output: Output) {
    let trigger = reply["trigger"]
    var table = Table(header: ["TRIGGER", trigger["id"].string])
    let rows: [(String, String)] = [
      ("name", trigger["displayName"].string),
      ("stage", "\(stage(of: trigger)), place \(trigger["position"].string)"),
      ("type", trigger["type"].string),
      ("if", trigger["conditionText"].string),
      ("also", permissions(of: trigger)),
      ("as", trigger["actingUser"].string),
      ("version", "\(trigger["version"].string) by \(trigger["author"].string)"),
    ]
    for (name, text) in rows where !text.isEmpty { table.append([name, text]) }
    for parameter in trigger["parameters"].entries {
      table.append([parameter.key, ValueText.text(parameter.value)])
    }
    table.show(output, empty: "")
  }
}
