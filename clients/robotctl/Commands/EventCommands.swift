import GRPC
import RobotClient

/// `robotctl event`: tell of what happened outside.
enum EventCommands {
  static let all = [
    Command(
      "event send",
      "TYPE TARGET [TARGET|FIELD=VALUE...]",
      summary: "tell triggers of an event",
      options: [
        OptionSpecification("newest", help: "of a client's open items the newest alone"),
        OptionSpecification("types", value: "TYPES", help: "of a client's items these types"),
        OptionSpecification(
          "create-if-none",
          value: "PIPELINE",
          help: "make a lead for a client without an open item"
        ),
        OptionSpecification("event-id", value: "ID", help: "a repeated id is answered, not done"),
        OptionSpecification("event-time", value: "TIME", help: "when it happened (RFC 3339)"),
        OptionSpecification("validate-only", help: "say what would happen, change nothing"),
      ],
      details: """
        A target is an item, TYPE/ID, or a client: contact/ID, company/ID, a phone number or an
        e-mail address. What the event says is written FIELD=VALUE; `trigger types` tells what.
        Where there is none of the targets it ends with 3.
          robotctl event send form_submitted deal/D-1 form=contact
          robotctl event send form_submitted anna@example.com form=contact --create-if-none leads
        """
    ) { invocation in
      let reply = try Session(invocation).call(
        Session.execution,
        "SendEvent",
        .request([
          "event": try event(invocation),
          "validateOnly": .boolean(invocation.has("validate-only")),
        ])
      )
      switch invocation.output.format {
      case .json: invocation.output.line(reply.description)
      case .table: show(reply, invocation.output)
      }
      let results = reply["results"].items
      guard results.contains(where: { $0["reason"].string != "REASON_NOT_FOUND" }) else {
        throw CallError(status: Status(.notFound, "there is none of the event's targets"))
      }
    }
  ]

  private static func event(_ invocation: Invocation) throws -> JSON {
    var targets: [JSON] = []
    var payload: [JSON.Entry] = []
    for word in invocation.words.dropFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 {
        payload.append((String(parts[0]), ["text": .text(String(parts[1]))]))
      } else {
        targets.append(target(word, invocation))
      }
    }
    return .request([
      "id": .text(invocation.option("event-id") ?? ""),
      "type": .text(invocation.words[0]),
      "time": try TimeInput.option("event-time", of: invocation),
      "targets": .list(targets),
      "payload": .object(payload),
    ])
  }

  /// An item, or a client with what the options say of it.
  private static func target(_ word: String, _ invocation: Invocation) -> JSON {
    let record = try? RecordWord(word)
    var client: [JSON.Entry] = []
    switch record?.entityType {
    case "contact"?, "company"?:
      client.append(("record", reference(record)))
    case .some:
      return ["item": reference(record)]
    case nil:
      client.append(("address", .text(word)))
    }
    if invocation.has("newest") { client.append(("select", "EVENT_SELECTION_NEWEST_OPEN")) }
    if let types = invocation.option("types") {
      let names = types.split(separator: ",").map { JSON.text(String($0)) }
      client.append(("entityTypes", .list(names)))
    }
    if let pipeline = invocation.option("create-if-none") {
      client.append(("createIfNone", ["pipeline": .text(pipeline)]))
    }
    return ["client": .object(client)]
  }

  private static func reference(_ record: RecordWord?) -> JSON {
    ["entityType": .text(record?.entityType ?? ""), "id": .text(record?.id ?? "")]
  }

  private static func show(_ reply: JSON, _ output: Output) {
    var table = Table(header: ["ITEM", "STAGE", "WHAT CAME OF IT"])
    for result in reply["results"].items {
      let item = result["itemId"].string
      let stage = result["stage"].string
      table.append([
        item.isEmpty ? "-" : "\(result["entityType"].string)/\(item)",
        stage.isEmpty ? "-" : "\(result["pipeline"].string)/\(stage)",
        outcome(of: result),
      ])
    }
    table.show(output, empty: "nothing came of it")
    if reply["duplicate"].isTrue { output.note("known already; nothing was done") }
  }

  private static func outcome(of result: JSON) -> String {
    let made = result["created"].isTrue ? "made, " : ""
    if result["moved"].isTrue { return made + "moved by \(result["trigger"].string)" }
    let losers = result["candidates"].items.map { candidate in
      "\(candidate["trigger"].string) \(RunCommands.reason(candidate))"
    }
    if losers.isEmpty {
      let reason = RunCommands.reason(result)
      return made + (reason.isEmpty ? "no trigger hears of it" : reason)
    }
    return made + "not moved: " + losers.joined(separator: ", ")
  }
}
