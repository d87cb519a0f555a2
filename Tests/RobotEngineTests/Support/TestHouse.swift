import RobotModel
import TestSupport
import Testing

@testable import RobotEngine

/// An engine with two pipelines of deals, everything it has made durable, and short ways to ask.
struct TestHouse {
  /// Monday, 2026-06-01, 10:00 in Warsaw.
  static let start = Instant(millisecondsSinceEpoch: 1_780_300_800_000)

  private static let zones = ["UTC", "Europe/Warsaw", "America/New_York"]

  let configuration: EngineConfiguration
  private(set) var engine: Engine
  /// Every batch since the beginning.
  private(set) var journal: [Fact] = []
  let ann = Caller(user: "ann", isSystem: false, uid: 1_000, source: "")

  init(executors: [String: String] = [:]) throws {
    configuration = EngineConfiguration(
      zone: { Self.zones.contains($0) ? TestZone.zone($0) : nil },
      executors: executors,
      publicURL: "https://crm.example.com/hooks",
      seed: 7
    )
    engine = Engine(configuration: configuration)
    try engine.finishLoading(at: Self.start)
    engine.put(
      Pipeline(
        entityType: "deal",
        id: "sales",
        displayName: "Sales",
        stages: [
          Stage(id: "new", displayName: "New", kind: .inProgress),
          Stage(id: "offer", displayName: "Offer", kind: .inProgress),
          Stage(id: "work", displayName: "Work", kind: .inProgress),
          Stage(id: "won", displayName: "Won", kind: .won),
          Stage(id: "lost", displayName: "Lost", kind: .lost),
        ]
      )
    )
    engine.put(
      Pipeline(
        entityType: "deal",
        id: "service",
        displayName: "Service",
        stages: [
          Stage(id: "new", displayName: "New", kind: .inProgress),
          Stage(id: "done", displayName: "Done", kind: .won),
        ]
      )
    )
    commit()
  }

  func instant(_ offset: Int64) -> Instant { Self.start.adding(milliseconds: offset) }

  mutating func commit() {
    journal += engine.takeFacts()
    engine.giveEffects(to: { _ in })
  }

  /// Erases a record as the service does, each step a batch.
  @discardableResult
  mutating func erase(_ command: EraseRecord) throws -> EraseRecordReply {
    let erasure = try engine.makeErasure(command, by: ann, at: engine.time)
    commit()
    while engine.eraseNext(erasure) { commit() }
    commit()
    return erasure.reply
  }

  /// Lets everything happen that is due until `time`, from due instant to due instant.
  mutating func advance(to time: Instant) throws {
    while let next = engine.nextDueTime, next <= time {
      while engine.fireNext(at: next) { commit() }
    }
    while engine.fireNext(at: time) { commit() }
  }

  // MARK: - Reloading

  /// All rows as facts, as a snapshot would have them.
  static func snapshot(of engine: Engine) -> [Fact] {
    let cursor = engine.makeSnapshotCursor()
    var facts: [Fact] = []
    while true {
      let next = cursor.nextFacts(count: 3)
      if next.isEmpty { return facts }
      facts += next
    }
  }

  func engine(loading facts: [Fact]) throws -> Engine {
    let loaded = Engine(configuration: configuration)
    for fact in facts { try loaded.load(fact) }
    try loaded.finishLoading(at: engine.time)
    return loaded
  }

  /// Goes on with an engine that was loaded from a snapshot.
  mutating func reload() throws {
    commit()
    engine = try engine(loading: Self.snapshot(of: engine))
  }

  /// A store that was loaded is the store that was saved, whether from a snapshot or from every
  /// batch since the beginning; and a snapshot loaded twice is the same as loaded once.
  func expectSurvivesReload(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    let facts = Self.snapshot(of: engine)
    let expected = Self.comparable(facts)
    for (way, stored) in [("snapshot", facts), ("twice", facts + facts), ("journal", journal)] {
      let loaded = try engine(loading: stored)
      let actual = Self.comparable(Self.snapshot(of: loaded))
      #expect(actual.count == expected.count, "\(way)", sourceLocation: sourceLocation)
      for (left, right) in zip(actual, expected) where left != right {
        Issue.record(
          "loaded from \(way): \(left)\nbut was: \(right)",
          sourceLocation: sourceLocation
        )
      }
    }
  }

  /// The facts in an order of their own; of an action that a worker held, as it is after a start.
  static func comparable(_ facts: [Fact]) -> [Fact] {
    facts.map { fact in
      guard case .run(var run) = fact, run.state == .dispatched else { return fact }
      run.state = .ready
      return .run(run)
    }
  }

  // MARK: - Robots

  /// Reads a robot: `greet in new: write_log text="Hi" after 2 day if amount > 5`.
  mutating func putRobot(_ words: inout ScenarioWords) throws {
    let id = words.next()
    var robot = try readRobot(id, &words)
    robot.version = 1
    let stage = try #require(engine.store.schema.slot(ofStage: robot.place))
    robot.position = Int32(engine.store.robots.robots(in: stage).count + 1)
    put(robot)
  }

  /// Reads what follows a robot's id: `in new: write_log text="Hi" after 2 day`.
  func readRobot(_ id: String, _ words: inout ScenarioWords) throws -> Robot {
    _ = words.take("in")
    let place = String(words.next().dropLast()).split(separator: "/").map(String.init)
    let key = StageKey(
      entityType: place.count == 3 ? place[0] : "deal",
      pipeline: place.count > 1 ? place[place.count - 2] : "sales",
      stage: place[place.count - 1]
    )
    var robot = Robot(id: id, place: key, type: words.next())
    while let word = words.peek {
      if try Self.readTiming(&words, &robot.timing) { continue }
      switch word {
      case "if":
        _ = words.next()
        robot.condition = try ConditionText.parse(words.restText)
        words.end()
      case "at-entry":
        _ = words.next()
        robot.evaluateAt = .entry
      case "at-both":
        _ = words.next()
        robot.evaluateAt = .both
      case "survives":
        _ = words.next()
        robot.survivesStageChange = true
      case "limit":
        _ = words.next()
        robot.runLimit = try #require(RunLimit(words.next()))
      case "as":
        _ = words.next()
        robot.actingUser = words.next()
      default:
        let (name, value) = words.nextAssignment()
        let isFlag = name.hasPrefix("clear.")
        robot.parameters.append(
          NamedValue(name: name, value: isFlag ? .boolean(value == "true") : .text(value))
        )
      }
    }
    return robot
  }

  private func put(_ robot: Robot) {
    engine.store.put(robot, isDeleted: false, compiled: nil)
    do {
      engine.put(try engine.compile(robot))
    } catch {
      Issue.record("\(error)")
    }
  }

  mutating func disableRobot(_ id: String) throws {
    var robot = try #require(engine.store.robots.robot(id))
    robot.version += 1
    robot.isEnabled = false
    put(robot)
    _ = engine.cancelWaitingRuns(ofRobot: id)
  }

  mutating func deleteRobot(_ id: String) throws {
    engine.remove(try #require(engine.store.robots.robot(id)), by: ann)
    _ = engine.cancelWaitingRuns(ofRobot: id)
  }

  // MARK: - Asking

  /// `D-1` is a deal; `contact/C-1` names its type.
  func key(_ text: String) -> RecordKey {
    let parts = text.split(separator: "/").map(String.init)
    return parts.count == 2
      ? RecordKey(entityType: parts[0], id: parts[1]) : RecordKey(entityType: "deal", id: text)
  }

  func change(_ name: String, _ value: String, of type: String) throws -> FieldChange {
    if value.isEmpty { return FieldChange(name: name, value: nil) }
    let slot = try #require(engine.store.schema.slot(ofEntityType: type))
    guard let number = engine.store.schema.number(ofField: name, in: slot),
      let field = engine.store.schema.field(number, of: slot)
    else { return FieldChange(name: name, value: .text(value)) }
    return FieldChange(name: name, value: try TextReading.value(of: value, in: field))
  }

  func slot(_ item: String) -> Slot<RecordRow> {
    let key = key(item)
    guard let type = engine.store.schema.slot(ofEntityType: key.entityType) else { return .none }
    return engine.store.slot(ofRecord: key.id, type: type)
  }

  func visits(of item: String) -> [Slot<VisitRow>] {
    let record = slot(item)
    guard record.isSome else { return [] }
    var visits: [Slot<VisitRow>] = []
    var visit = engine.store.records[record].newestVisit
    while visit.isSome {
      visits.append(visit)
      visit = engine.store.visits[visit].olderVisit
    }
    return visits.reversed()
  }

  func runs(of visit: Slot<VisitRow>) -> [Run] {
    engine.store.runs(of: visit).map { slot in
      var run = engine.runView(slot).run
      // That nobody serves the queue is said by the daemon alone, which knows its workers.
      if run.state == .ready, run.reason == .noWorker { run.reason = nil }
      return run
    }
  }

  func stage(of item: String) -> String {
    let record = slot(item)
    guard record.isSome, engine.store.records[record].stage != .none else { return "nowhere" }
    let key = engine.store.schema.key(of: engine.store.records[record].stage)
    return key.pipeline == "sales" ? key.stage : "\(key.pipeline)/\(key.stage)"
  }

  func field(_ name: String, of item: String) -> String {
    engine.store.recordView(slot(item)).fields.first { $0.name == name }?.value.text ?? ""
  }

  /// The texts that robots wrote into an item's history.
  func log(of item: String) -> [String] {
    let record = slot(item)
    guard record.isSome else { return [] }
    var texts: [String] = []
    var entry = engine.store.records[record].firstEntry
    while entry.isSome {
      if engine.store.history[entry].kind == .logged {
        texts.append(engine.store.entryView(entry).text)
      }
      entry = engine.store.history[entry].nextOfRecord
    }
    return texts
  }
}

extension RunLimit {
  init?(_ name: String) {
    guard let limit = RunLimit.allCases.first(where: { "\($0)".uppercased() == name }) else {
      return nil
    }
    self = limit
  }
}
