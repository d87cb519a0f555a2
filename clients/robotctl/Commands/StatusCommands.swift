/// `robotctl status`, `snapshot` and `clock`: the service itself.
enum StatusCommands {
  static let all = [
    Command("status", summary: "say how the service is") {
      try Listing.call($0, Session.execution, "GetStatus", [:], people: show)
    },
    Command("snapshot", summary: "write a snapshot of the store now") {
      try Listing.call($0, Session.execution, "Snapshot", [:]) { reply, output in
        output.line(
          "\(reply["records"].string) facts, \(reply["bytes"].string) bytes, up to "
            + "\(reply["sequence"].string), in \(reply["duration"].string)"
        )
      }
    },
    Command(
      "clock advance",
      "SPAN|TIME",
      summary: "move a simulated clock forward",
      options: [
        OptionSpecification(
          "settle",
          value: "SECONDS",
          help: "wait so long for workers at each instant (default 5)"
        )
      ],
      details: "SPAN is a number with s, m, h or d: 90s, 36h, 2d. TIME is RFC 3339."
    ) { invocation in
      var request = try target(invocation.words[0])
      if let seconds = try invocation.integer("settle", in: settleSeconds) {
        request = request.setting("settleTimeout", .text("\(seconds)s"))
      }
      try Listing.call(invocation, Session.execution, "AdvanceClock", request) { reply, output in
        output.line(
          "\(ValueText.time(reply["time"])): \(ValueText.count(reply["runCount"].integer, "run"))"
            + " at \(ValueText.count(reply["instants"].integer, "instant"))"
        )
        var table = Table(header: RunCommands.header)
        for run in reply["runs"].items { table.append(RunCommands.row(run, output)) }
        table.show(output, empty: "nothing was due")
        for key in reply["unsettledActions"].items {
          output.note("still with a worker: \(key.string)")
        }
      }
    },
  ]

  /// Up to a year.
  private static let settleSeconds = 0...31_536_000

  private static func target(_ word: String) throws(UsageError) -> JSON {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    if let unit = word.last, let factor = units[unit], let count = Int(word.dropLast()), count >= 0
    {
      let (seconds, isTooLong) = count.multipliedReportingOverflow(by: factor)
      if isTooLong { throw UsageError("\(word) is too long") }
      return ["by": .text("\(seconds)s")]
    }
    guard word.contains("T") else {
      throw UsageError("\"\(word)\" is neither a span (90s, 36h, 2d) nor a time (RFC 3339)")
    }
    return ["to": try TimeInput.time(word, as: "TIME")]
  }

  private static func show(_ reply: JSON, _ output: Output) {
    let store = reply["store"]
    let journal = reply["journal"]
    var table = Table(header: [
      "robotd",
      "\(reply["version"].string), process "
        + reply["processId"].string,
    ])
    table.append(["up since", ValueText.time(reply["startTime"])])
    table.append([
      "clock",
      ValueText.time(reply["time"]) + (reply["simulatedClock"].isTrue ? " (simulated)" : ""),
    ])
    table.append(["data", reply["dataDirectory"].string])
    table.append([
      "store",
      "\(store["records"].integer) records, \(store["robots"].integer) robots, "
        + "\(store["runs"].integer) runs, \(store["historyEntries"].integer) history entries",
    ])
    let states = store["runsByState"].entries.map { "\($0.value.string) \($0.key.lowercased())" }
    if !states.isEmpty { table.append(["runs", states.joined(separator: ", ")]) }
    table.append([
      "journal",
      "\(journal["lastSequence"].integer) batches, \(journal["durableSequence"].integer) durable, "
        + "\(journal["segments"].integer) segments, snapshot at "
        + "\(journal["snapshotSequence"].integer)",
    ])
    if !journal["obstacle"].string.isEmpty {
      table.append(["REFUSING CHANGES", journal["obstacle"].string])
    }
    table.append([
      "power failure",
      "can take \(journal["lossWindow"].string) (sync \(journal["sync"].string))",
    ])
    let retention = reply["retention"]
    table.append([
      "kept",
      "history \(retention["historyDays"].integer) days, "
        + "runs \(retention["runDays"].integer) days, "
        + "deleted \(retention["deletedDays"].integer) days; next sweep "
        + ValueText.time(retention["nextSweepTime"]),
    ])
    let feed = reply["changeFeed"]
    table.append([
      "changes",
      "kept from \(feed["oldestSequence"].integer) on, \(feed["days"].integer) days and "
        + "\(feed["maximumBytes"].integer / 1_048_576) MiB at most; "
        + "\(feed["watchers"].integer) watch",
    ])
    let limit = reply["memory"]["limitBytes"].integer / 1_048_576
    let isRefusing = reply["memory"]["refusing"].isTrue
    table.append([
      "memory",
      "\(store["residentBytes"].integer / 1_048_576) MiB" + (limit > 0 ? " of \(limit) MiB" : "")
        + (isRefusing ? ": new records are refused" : ""),
    ])
    table.append([
      "calls",
      "\(reply["openCalls"].integer) open on \(reply["connections"].integer) connections",
    ])
    for pause in reply["pauses"].items { table.append(["paused", PauseCommands.line(pause)]) }
    for queue in reply["queues"].items {
      table.append([
        "queue \(queue["queue"].string)",
        "\(queue["ready"].integer) ready, \(queue["dispatched"].integer) with "
          + "\(queue["workers"].integer) workers",
      ])
    }
    for line in table.lines(output: output) { output.line(line) }
  }
}
