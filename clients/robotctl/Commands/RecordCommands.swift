/// `robotctl record`: anything a CRM keeps.
enum RecordCommands {
  static let all = [
    Command(
      "record list",
      "TYPE",
      summary: "list records",
      options: Listing.options + [
        OptionSpecification(
          "filter",
          value: "CONDITION",
          help: "'amount > 1000 AND stage = \"new\"'; see robotctl help conditions"
        )
      ]
    ) { try list($0, type: $0.words[0]) },
    Command("record get", "TYPE/ID", summary: "show a record") {
      try get($0, RecordWord($0.words[0]))
    },
    Command(
      "record put",
      "TYPE/ID [FIELD=VALUE...]",
      summary: "create a record or change its fields",
      options: putOptions,
      details: putDetails
    ) { try put($0, RecordWord($0.words[0]), assignments: $0.words.dropFirst()) },
    Command(
      "record delete",
      "TYPE/ID",
      summary: "delete a record; its history stays",
      options: eventOptions
    ) { try delete($0, RecordWord($0.words[0])) },
    Command(
      "record erase",
      "TYPE/ID [TEXT...]",
      summary: "take a person or thing out of the store and its files, for good",
      options: [
        OptionSpecification("yes", help: "needed: it cannot be undone"),
        OptionSpecification("validate-only", help: "count what it would change, change nothing"),
      ],
      details: """
        The record and its history go, and its names and addresses in all that refers to
        it; so does each TEXT, wherever it stands. Backups made before still hold it.
        """
    ) { try erase($0, RecordWord($0.words[0]), texts: $0.words.dropFirst()) },
  ]

  static let putOptions =
    [
      OptionSpecification("pipeline", value: "ID", help: "of an item: where it enters"),
      OptionSpecification("stage", value: "ID", help: "of an item: where it enters"),
      OptionSpecification("suppress-automation", help: "start no robots"),
      OptionSpecification("validate-only", help: "show what it would be, change nothing"),
    ] + eventOptions

  /// What a change takes that tells of something which happened elsewhere.
  static let eventOptions = [
    OptionSpecification("event-id", value: "ID", help: "a repeated id is answered, not done"),
    OptionSpecification("event-time", value: "TIME", help: "when it happened (RFC 3339)"),
  ]

  static let putDetails = """
    A value is written as its field's type asks: 12, 12.50, true, 2026-03-31,
    2026-03-31T10:00:00Z, "1200.50 PLN", contact/C-1; a list with commas, and 'a\\,b' where a
    comma belongs to a member; nothing clears.
    """

  static func list(_ invocation: Invocation, type: String) throws {
    try Listing.show(
      invocation,
      Session.execution,
      "ListRecords",
      .request([
        "entityType": .text(type), "filter": .text(invocation.option("filter") ?? ""),
      ]),
      member: "records",
      table: ["RECORD", "STAGE", "FIELDS"]
    ) { record, _ in
      [
        "\(record["entityType"].string)/\(record["id"].string)", stage(of: record),
        ValueText.fields(record["fields"]),
      ]
    }
  }

  static func get(_ invocation: Invocation, _ key: RecordWord) throws {
    try Listing.call(
      invocation,
      Session.execution,
      "GetRecord",
      .request(["entityType": .text(key.entityType), "id": .text(key.id)])
    ) { show($0["record"], $1) }
  }

  static func put(
    _ invocation: Invocation,
    _ key: RecordWord,
    assignments: ArraySlice<String>
  ) throws {
    let session = try Session(invocation)
    let record = try record(invocation, key, assignments: assignments, session)
    let reply = try session.call(
      Session.execution,
      "PutRecord",
      .request([
        "record": record,
        "eventId": .text(invocation.option("event-id") ?? ""),
        "eventTime": try TimeInput.option("event-time", of: invocation),
        "suppressAutomation": .boolean(invocation.has("suppress-automation")),
        "validateOnly": .boolean(invocation.has("validate-only")),
      ])
    )
    if invocation.output.format == .json { return invocation.output.line(reply.description) }
    show(reply["record"], invocation.output)
    if reply["duplicate"].isTrue { invocation.output.note("known already; nothing was done") }
  }

  /// A record as the command line describes it: its fields, and where it enters.
  static func record(
    _ invocation: Invocation,
    _ key: RecordWord,
    assignments: ArraySlice<String>,
    _ session: Session
  ) throws -> JSON {
    let type = try session.call(
      Session.rules,
      "GetEntityType",
      .request(["id": .text(key.entityType)])
    )["entityType"]
    var fields: [JSON.Entry] = []
    for assignment in assignments {
      let parts = assignment.split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      guard parts.count == 2 else {
        throw UsageError("a field is written FIELD=VALUE, not \"\(assignment)\"")
      }
      guard let field = type["fields"].items.first(where: { $0["id"].string == parts[0] })
      else {
        let known = type["fields"].items.map { $0["id"].string }.joined(separator: ", ")
        throw UsageError("\(key.entityType) has no field \"\(parts[0])\"; it has \(known)")
      }
      fields.append(
        (String(parts[0]), try ValueInput.value(String(parts[1]), field: field))
      )
    }
    return .request([
      "entityType": .text(key.entityType), "id": .text(key.id),
      "fields": .object(fields),
      "pipeline": .text(invocation.option("pipeline") ?? ""),
      "stage": .text(invocation.option("stage") ?? ""),
    ])
  }

  static func delete(_ invocation: Invocation, _ key: RecordWord) throws {
    try Listing.call(
      invocation,
      Session.execution,
      "DeleteRecord",
      .request([
        "entityType": .text(key.entityType), "id": .text(key.id),
        "eventId": .text(invocation.option("event-id") ?? ""),
        "eventTime": try TimeInput.option("event-time", of: invocation),
      ])
    ) { reply, output in
      let runs = ValueText.count(reply["cancelledRuns"].integer, "waiting run")
      output.note("deleted; \(runs) cancelled")
      if reply["duplicate"].isTrue { output.note("known already; nothing was done") }
    }
  }

  private static func erase(
    _ invocation: Invocation,
    _ key: RecordWord,
    texts: ArraySlice<String>
  ) throws {
    let isTrial = invocation.has("validate-only")
    guard isTrial || invocation.has("yes") else {
      throw UsageError("erasing cannot be undone; say --yes if it is meant")
    }
    try Listing.call(
      invocation,
      Session.execution,
      "EraseRecord",
      .request([
        "entityType": .text(key.entityType), "id": .text(key.id),
        "texts": .list(texts.map { .text($0) }), "validateOnly": .boolean(isTrial),
      ])
    ) { reply, output in
      let id = reply["erasedId"].string
      let what =
        id.isEmpty
        ? "there is no \(key.entityType)/\(key.id)"
        : "erased; it is now \(key.entityType)/\(id)"
      let counts =
        "\(reply["changedRecords"].integer) other records changed, "
        + "\(reply["erasedRecords"].integer) erased with it, "
        + "\(reply["cancelledRuns"].integer) runs cancelled"
      output.note(
        isTrial
          ? "it would be: \(counts)"
          : "\(what); \(counts), \(reply["removedFiles"].integer) files removed"
      )
    }
  }

  static func show(_ record: JSON, _ output: Output) {
    let name = "\(record["entityType"].string)/\(record["id"].string)"
    var table = Table(header: ["RECORD", name])
    if !record["stage"].string.isEmpty {
      table.append(["stage", stage(of: record)])
      table.append(["since", ValueText.time(record["stageEnterTime"])])
    }
    for field in record["fields"].entries {
      table.append([field.key, ValueText.text(field.value)])
    }
    for line in table.lines(output: output) { output.line(line) }
  }

  private static func stage(of record: JSON) -> String {
    let stage = record["stage"].string
    return stage.isEmpty ? "" : "\(record["pipeline"].string)/\(stage)"
  }
}
