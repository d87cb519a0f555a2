/// `robotctl pause` and `robotctl resume`: what holds automation up.
enum PauseCommands {
  static let all = [
    Command(
      "pause",
      "[TYPE/ID|TYPE] [PIPELINE]",
      summary: "hold up an item's robots, a pipeline's or all",
      details: """
        What is due meanwhile waits, and so do actions for workers; it all starts, in due order,
        after robotctl resume.
          pause                all automation
          pause deal sales     the robots of a pipeline
          pause deal/D-1       the robots of an item
        """
    ) {
      try Listing.call($0, Session.execution, "PauseAutomation", scope($0)) { reply, output in
        output.line("paused \(line(reply["pause"]))")
      }
    },
    Command(
      "resume",
      "[TYPE/ID|TYPE] [PIPELINE]",
      summary: "let them go on; of an item also what the loop breaker has stopped"
    ) {
      try Listing.call($0, Session.execution, "ResumeAutomation", scope($0)) { reply, output in
        output.line(reply["resumed"].isTrue ? "resumed" : "nothing was paused")
      }
    },
  ]

  private static func scope(_ invocation: Invocation) throws -> JSON {
    guard let first = invocation.words.first else { return [:] }
    if invocation.words.count == 2 {
      return ["entityType": .text(first), "pipeline": .text(invocation.words[1])]
    }
    let key = try RecordWord(first)
    return ["entityType": .text(key.entityType), "itemId": .text(key.id)]
  }

  /// A pause in a line: "deal/D-1 since 2026-03-02 10:00 by ann".
  static func line(_ pause: JSON) -> String {
    let type = pause["entityType"].string
    var what = "all automation"
    if !pause["itemId"].string.isEmpty { what = "\(type)/\(pause["itemId"].string)" }
    if !pause["pipeline"].string.isEmpty { what = "\(type) pipeline \(pause["pipeline"].string)" }
    let since = "\(what) since \(ValueText.time(pause["beginTime"]))"
    if pause["reason"].string == "REASON_LOOP_BREAKER" {
      return "\(since): robots had moved it too often"
    }
    return "\(since) by \(pause["user"].string)"
  }
}
