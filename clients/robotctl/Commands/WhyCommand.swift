/// `robotctl why`: why a robot did, or did not, act on an item, and what its triggers heard of.
enum WhyCommand {
  static let all = [
    Command(
      "why",
      "TYPE/ID [ROBOT]",
      summary: "say why a robot, or an item's triggers, did or did not act"
    ) { invocation in
      let key = try RecordWord(invocation.words[0])
      try Listing.call(
        invocation,
        Session.execution,
        "Explain",
        .request([
          "entityType": .text(key.entityType), "itemId": .text(key.id),
          "robot": .text(invocation.words.count > 1 ? invocation.words[1] : ""),
        ]),
        people: show
      )
    }
  ]

  /// The explanation as sentences, a line each.
  static func show(_ reply: JSON, _ output: Output) {
    output.line(output.paint(reply["summary"].string, .bold))
    for explanation in reply["explanations"].items {
      for step in explanation["steps"].items {
        let time = ValueText.time(step["time"])
        let mark =
          step["kind"].string == "EXPLANATION_KIND_CONDITION"
          ? (step["satisfied"].isTrue ? output.paint("true ", .green) : output.paint("false", .red))
          : "     "
        let padded = time + String(repeating: " ", count: max(0, 24 - time.count))
        output.line("  \(output.paint(padded, .dim))  \(mark)  \(step["text"].string)")
      }
    }
    let events = reply["events"].items
    if !events.isEmpty { output.line("events, the newest first:") }
    for event in events {
      let time = output.paint(ValueText.time(event["time"]), .dim)
      output.line("  \(time)  \(event["summary"].string)")
    }
  }
}
