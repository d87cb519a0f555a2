import RobotModel
import Testing

@testable import RobotEngine

// Scenarios as tables
//
// The tables stand in `Tests/Scenarios`; this plays them against the engine, and
// `Tests/EndToEnd/scenario.py` through the running daemon.
//
//     robot greet in new: write_log text="Hello {{name}}"
//     robot remind in new: notify recipients=user:ann text="Call" after 2 day if source = "web"
//     0      put D-1 stage=new name="Ann"
//            D-1: greet SUCCEEDED, remind WAITING TIME
//     2d     D-1: greet SUCCEEDED, remind SKIPPED CONDITION_FALSE
//
// Time counts from 2026-06-01T08:00:00Z. A line that begins with a time first lets everything
// happen that is due until then, from due instant to due instant; what follows the time, on the
// line or on indented lines, is a command or an expectation. Pipeline "sales" of deals has the
// stages new, offer, work, won (won) and lost (lost); "service" has new and done.
//
// Every scenario runs twice: straight, and with the engine replaced before every command by one
// that was loaded from stored facts (but where a restart rightly makes a difference: it takes
// actions back from their workers). At its end the state is compared with that of an engine loaded
// from a snapshot, and of one loaded from all batches since the beginning.

/// A table of robots, commands and expectations, run against the engine.
struct Scenario {
  let table: String
  var executors: [String: String] = [:]
  var sourceLocation: SourceLocation

  init(
    _ table: String,
    executors: [String: String] = [:],
    restarts: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    self.table = table
    self.executors = executors
    self.sourceLocation = sourceLocation
    for reloads in restarts ? [false, true] : [false] {
      var player = try ScenarioPlayer(self, reloads: reloads)
      try player.run()
    }
  }
}

/// Runs one scenario line by line.
struct ScenarioPlayer {
  let scenario: Scenario
  let reloads: Bool
  var house: TestHouse
  var line = ""
  /// What the last command was refused with.
  var refusal: RequestError?
  /// What became of waiting runs by the last update.
  var inFlight = InFlightCounts()
  /// The actions that were handed out, by robot.
  var handedOut: [Action] = []

  init(_ scenario: Scenario, reloads: Bool) throws {
    self.scenario = scenario
    self.reloads = reloads
    house = try TestHouse(executors: scenario.executors)
  }

  mutating func run() throws {
    for line in scenario.table.split(separator: "\n").map(String.init) {
      self.line = line
      var words = ScenarioWords(line)
      guard let first = words.peek, !first.hasPrefix("#") else { continue }
      if let time = ScenarioTime.offset(first) {
        _ = words.next()
        try house.advance(to: TestHouse.start.adding(milliseconds: time))
      }
      if words.peek != nil { try perform(&words) }
    }
    try house.expectSurvivesReload(scenario.sourceLocation)
  }

  private mutating func perform(_ words: inout ScenarioWords) throws {
    let verb = words.next()
    if verb.hasSuffix(":") { return expectRuns(String(verb.dropLast()), words.rest) }
    if reloads { try house.reload() }
    refusal = nil
    do {
      try command(verb, &words)
    } catch let error as RequestError {
      refusal = error
    }
    house.commit()
    if let refusal, words.peek != "refused" {
      fail("was refused: \(refusal.message)")
    }
    if words.peek == "refused" {
      _ = words.next()
      let expected = words.next()
      if refusal?.reason != expected { fail("was answered \(refusal?.reason ?? "OK")") }
    }
  }

  private mutating func command(_ verb: String, _ words: inout ScenarioWords) throws {
    switch verb {
    case "robot": try house.putRobot(&words)
    case "disable": try house.disableRobot(words.next())
    case "pipeline": try putPipeline(&words)
    case "trigger": try putTrigger(&words)
    case "delete-trigger": try deleteTrigger(words.next())
    case "event": try sendEvent(&words)
    case "delete-robot": try house.deleteRobot(words.next())
    case "put": try put(&words)
    case "move": try move(&words)
    case "delete":
      _ = try house.engine.perform(
        DeleteRecord(key: house.key(words.next())),
        by: house.ann,
        at: house.engine.time
      )
    case "erase": try erase(&words)
    case "hand-out": try handOut(&words)
    case "complete": try complete(&words)
    case "return": returnAction(words.next())
    case "expect": try expect(&words)
    default: try commandByHand(verb, &words)
    }
  }

  private mutating func put(_ words: inout ScenarioWords) throws {
    var command = PutRecord(key: house.key(words.next()), changes: [])
    while let word = words.peek, word != "refused" {
      let (name, value) = words.nextAssignment()
      switch name {
      case "stage": command.stage = value
      case "pipeline": command.pipeline = value
      case "suppress": command.suppressesAutomation = value == "true"
      case "at": command.eventTime = ScenarioTime.offset(value).map(house.instant)
      case "echo": command.causationID = handedOut.last { $0.robot == value }?.key ?? ""
      default: command.changes.append(try house.change(name, value, of: command.key.entityType))
      }
    }
    let isThere = house.engine.store.liveRecord(command.key) != nil
    if !isThere, !command.stage.isEmpty, command.pipeline.isEmpty { command.pipeline = "sales" }
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
  }

  private mutating func move(_ words: inout ScenarioWords) throws {
    let key = house.key(words.next())
    let target = words.next().split(separator: "/").map(String.init)
    let command = MoveItem(
      key: key,
      pipeline: target.count == 2 ? target[0] : "",
      stage: target[target.count - 1]
    )
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
  }

  private mutating func erase(_ words: inout ScenarioWords) throws {
    var command = EraseRecord(key: house.key(words.next()))
    while let word = words.peek, word != "refused" { command.texts.append(words.next()) }
    try house.erase(command)
  }

  // MARK: - Work

  private mutating func handOut(_ words: inout ScenarioWords) throws {
    let queue = words.next()
    let expected = words.rest.filter { $0 != "," }
    let actions = house.engine.perform(
      HandOutActions(queue: queue, count: 100),
      at: house.engine.time
    )
    words.end()
    handedOut = handedOut.filter { old in !actions.contains { $0.run == old.run } } + actions
    if actions.map(\.robot) != expected { fail("handed out \(actions.map(\.robot))") }
  }

  /// Reads a result: `complete greet failure "message" permanent ignored`.
  private mutating func complete(_ words: inout ScenarioWords) throws {
    let robot = words.next()
    guard let action = handedOut.last(where: { $0.robot == robot }) else {
      return fail("no action of \(robot) was handed out")
    }
    var outcome = ActionOutcome.success(outputs: [])
    if words.next() == "failure" {
      let message = words.next()
      let isPermanent = words.take("permanent")
      outcome = .failure(message: message, isPermanent: isPermanent, retryAfterMilliseconds: 0)
    }
    let expected = words.peek == nil ? "accepted" : words.next()
    let disposition = house.engine.perform(
      CompleteAction(
        run: action.run,
        key: action.key,
        attempt: action.attempt,
        outcome: outcome
      ),
      at: house.engine.time
    )
    if "\(disposition)" != expected { fail("was answered \(disposition)") }
  }

  private mutating func returnAction(_ robot: String) {
    let handOuts = handedOut.filter { $0.robot == robot }.map(\.handOut)
    house.engine.perform(ReturnActions(handOuts: handOuts), at: house.engine.time)
  }

  // MARK: - Expectations

  /// Reads an expectation: `D-1: greet SUCCEEDED`, or `D-1@0: ...` of the oldest visit.
  private func expectRuns(_ item: String, _ words: [String]) {
    let parts = item.split(separator: "@").map(String.init)
    let visits = house.visits(of: parts[0])
    let index = parts.count == 2 ? Int(parts[1]) ?? 0 : visits.count - 1
    let runs = visits.indices.contains(index) ? house.runs(of: visits[index]) : []
    let shown = runs.map { run in
      ([run.robot, run.state.name] + (run.reason.map { [$0.name] } ?? [])).joined(separator: " ")
    }
    let expected = words.joined(separator: " ").split(separator: ",").map {
      $0.trimmingPrefix { $0 == " " }
    }
    if shown != expected.map(String.init).map(\.withoutTrailingSpace) {
      fail("is \(shown.joined(separator: ", "))")
    }
  }

  private mutating func expect(_ words: inout ScenarioWords) throws {
    let subject = words.next()
    switch subject {
    case "stage":
      let item = words.next()
      let actual = house.stage(of: item)
      if actual != words.next() { fail("stands in \(actual)") }
    case "log":
      let item = words.next()
      let actual = house.log(of: item)
      let expected = words.rest.filter { $0 != "," }
      words.end()
      if actual != expected { fail("is \(actual)") }
    case "field":
      let item = words.next()
      let (name, value) = words.nextAssignment()
      let actual = house.field(name, of: item)
      if actual != value { fail("is \(actual)") }
    case "due":
      let item = words.next()
      let robot = words.next()
      let run = house.visits(of: item).last.map(house.runs)?.last { $0.robot == robot }
      let offset = run?.dueTime?.milliseconds(since: TestHouse.start)
      if offset != ScenarioTime.offset(words.next()) { fail("is \(run?.dueTime as Any)") }
    case "coming": try expectComing(&words)
    case "event": try expectEvent(&words)
    case "events": try expectEvents(&words)
    case "mover": try expectMover(&words)
    case "count":
      let type = words.next()
      let count = words.next()
      let slot = try #require(house.engine.store.schema.slot(ofEntityType: type))
      let actual = house.engine.store.schema.recordCount(of: slot)
      if "\(actual)" != count { fail("is \(actual)") }
    case "late": expectLate(&words)
    case "applied": try expectApplied(&words)
    case "in-flight":
      let shown =
        "kept \(inFlight.kept) migrated \(inFlight.migrated)"
        + " cancelled \(inFlight.cancelled)"
      if shown != words.restText { fail("is \(shown)") }
    default: fail("unknown word \"\(subject)\"")
    }
  }

  func fail(_ message: String) {
    let mode = reloads ? ", reloaded before every command" : ""
    Issue.record(
      "\(line.trimmingPrefix { $0 == " " })\(mode): \(message)",
      sourceLocation: scenario.sourceLocation
    )
  }
}

extension String {
  var withoutTrailingSpace: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}

extension RunState {
  var name: String { "\(self)".uppercased() }
}
