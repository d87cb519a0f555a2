/// `robotctl item`, `deal` and `lead`: records that move through stages.
enum ItemCommands {
  static let all =
    verbs(noun: "item", type: nil) + verbs(noun: "deal", type: "deal")
    + verbs(noun: "lead", type: "lead")

  /// The verbs of a noun; with a type, its items are named by their ids alone.
  private static func verbs(noun: String, type: String?) -> [Command] {
    let key = type == nil ? "TYPE/ID" : "ID"
    let word: @Sendable (String) throws -> RecordWord = { word in
      guard let type else { return try RecordWord(word) }
      let key = try RecordWord(word.contains("/") ? word : "\(type)/\(word)")
      guard key.entityType == type else {
        throw UsageError(
          "robotctl \(noun) is for records of the type \(type), and \(word) is a \(key.entityType);"
            + " see robotctl record --help"
        )
      }
      return key
    }
    return [
      Command(
        "\(noun) list",
        type == nil ? "TYPE" : "",
        summary: "list items",
        options: Listing.options + [
          OptionSpecification(
            "filter",
            value: "CONDITION",
            help: "'stage = \"new\"'; see robotctl help conditions"
          )
        ]
      ) { try RecordCommands.list($0, type: type ?? $0.words[0]) },
      Command("\(noun) get", key, summary: "show an item") {
        try RecordCommands.get($0, word($0.words[0]))
      },
      Command(
        "\(noun) put",
        "\(key) [FIELD=VALUE...]",
        summary: "create an item or change its fields",
        options: RecordCommands.putOptions,
        details: RecordCommands.putDetails
      ) { try RecordCommands.put($0, word($0.words[0]), assignments: $0.words.dropFirst()) },
      Command(
        "\(noun) move",
        "\(key) STAGE|TYPE/PIPELINE/STAGE",
        summary: "move an item to a stage",
        spareWordCount: 1,
        options: RecordCommands.eventOptions + [
          OptionSpecification("suppress-automation", help: "start no robots")
        ]
      ) { try move($0, word($0.words[0])) },
      Command(
        "\(noun) delete",
        key,
        summary: "delete an item; its history stays",
        options: RecordCommands.eventOptions
      ) { try RecordCommands.delete($0, word($0.words[0])) },
    ]
  }

  private static func move(_ invocation: Invocation, _ key: RecordWord) throws {
    var (stage, pipeline) = (invocation.words[1], invocation.words.dropFirst(2).first ?? "")
    if stage.contains("/") {
      let place = try PlaceWord(invocation.words[1...], from: .stage)
      try place.check(isOf: key.entityType, "\(key.entityType)/\(key.id)")
      (stage, pipeline) = (place.stage, place.pipeline)
    }
    try Listing.call(
      invocation,
      Session.execution,
      "MoveItem",
      .request([
        "entityType": .text(key.entityType), "id": .text(key.id),
        "stage": .text(stage), "pipeline": .text(pipeline),
        "eventId": .text(invocation.option("event-id") ?? ""),
        "eventTime": try TimeInput.option("event-time", of: invocation),
        "suppressAutomation": .boolean(invocation.has("suppress-automation")),
      ])
    ) { reply, output in
      RecordCommands.show(reply["record"], output)
      if !reply["moved"].isTrue { output.note("it stood there already; nothing was done") }
    }
  }
}
