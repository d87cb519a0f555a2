/// Plays a shop's story on its daemon and shows what came of it.
final class Demo {
  private let shop: Shop
  private let session: Session
  private let output: Output
  private let worker: DemoWorker

  init(shop: Shop, daemon: DemoDaemon, output: Output) throws {
    self.shop = shop
    self.output = output
    session = try Session(socketPath: daemon.socketPath)
    worker = DemoWorker(output: output)
  }

  /// Sets the shop up, plays the story, and shows the board, the timeline and the reasons.
  func run() throws {
    try setUp()
    try worker.start(session, queues: queues)
    for step in shop.story { try play(step) }
    try showBoards()
    try showTimeline()
    try showReasons()
  }

  private var queues: [String] {
    var queues: [String] = []
    for member in shop.description["executors"].entries where !queues.contains(member.value.string)
    {
      queues.append(member.value.string)
    }
    return queues
  }

  private func setUp() throws {
    for pipeline in shop.description["pipelines"].items {
      _ = try session.call(Session.rules, "CreatePipeline", ["pipeline": pipeline])
    }
    for record in shop.description["records"].items {
      _ = try session.call(Session.execution, "PutRecord", ["record": record])
    }
    for robot in shop.robots {
      _ = try session.call(Session.rules, "CreateRobot", ["robot": robot])
    }
    headline(shop.description["name"].string)
    output.line(
      "\(shop.robots.count) robots stand in "
        + "\(shop.description["pipelines"].items.count) pipelines. The clock is simulated."
    )
  }

  /// A step says something, and makes one call: any method with its request.
  private func play(_ step: JSON) throws {
    let status = try session.call(Session.execution, "GetStatus", [:])
    output.line()
    output.line(
      output.paint(ValueText.time(status["time"]), .dim) + "  "
        + output.paint(step["say"].string, .bold)
    )
    let (service, method) = try RemoteMethod.names(in: step["call"].string)
    let reply = try session.call(service, method, step["request"])
    if method == "AdvanceClock" {
      for run in reply["runs"].items where run["state"].string == "RUN_STATE_SUCCEEDED" {
        show(run)
      }
    } else {
      try settle(reply["record"])
    }
    if let error = worker.error { throw error }
  }

  /// Lets the worker finish what a step set off, and shows the item's runs that are done.
  private func settle(_ record: JSON) throws {
    guard record["visit"].isPresent, !record["visit"].string.isEmpty else { return }
    let request = JSON.request([
      "entityType": record["entityType"], "itemId": record["id"],
      "states": ["RUN_STATE_READY", "RUN_STATE_DISPATCHED"],
    ])
    while !(try session.call(Session.execution, "ListRuns", request))["runs"].items.isEmpty {
      session.turn(timeoutMilliseconds: 20)
    }
    let done = try session.call(
      Session.execution,
      "ListRuns",
      request.setting("states", ["RUN_STATE_SUCCEEDED"]).setting("pageSize", 1_000)
    )
    for run in done["runs"].items where shown.insert(run["id"].string).inserted { show(run) }
  }

  private var shown: Set<String> = []

  private func show(_ run: JSON) {
    shown.insert(run["id"].string)
    output.line("    \(output.paint("✓", .green)) \(RunCommands.robotName(run))")
  }

  private func headline(_ text: String) {
    output.line()
    output.line(output.paint("== \(text)", .bold))
  }

  private func showBoards() throws {
    for pipeline in shop.description["pipelines"].items {
      headline("The board: \(pipeline["displayName"].string)")
      let reply = try session.call(
        Session.execution,
        "GetBoard",
        ["entityType": pipeline["entityType"], "pipeline": pipeline["id"]]
      )
      BoardCommand.show(reply, output)
    }
  }

  private func showTimeline() throws {
    headline("What each robot did")
    let reply = try session.call(Session.execution, "ListHistory", ["pageSize": 1_000])
    var table = Table(header: ["TIME", "RECORD", "WHO", "WHAT"])
    for entry in reply["entries"].items
    where !entry["run"].string.isEmpty && entry["kind"].string != "HISTORY_KIND_ACTION_HANDED_OUT" {
      table.append(HistoryCommands.row(entry))
    }
    table.show(output, empty: "no robot did anything")
  }

  private func showReasons() throws {
    headline("Why others did not")
    let reply = try session.call(
      Session.execution,
      "ListRuns",
      [
        "states": ["RUN_STATE_SKIPPED", "RUN_STATE_CANCELLED", "RUN_STATE_FAILED"],
        "pageSize": 1_000,
      ]
    )
    for run in reply["runs"].items {
      let explanation = try session.call(
        Session.execution,
        "Explain",
        ["entityType": run["entityType"], "itemId": run["itemId"], "robot": run["robot"]]
      )
      output.line("  \(explanation["summary"].string)")
    }
  }
}
