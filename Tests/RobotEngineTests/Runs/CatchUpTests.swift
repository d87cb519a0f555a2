import RobotModel
import Testing

@testable import RobotEngine

/// What waits after a start until sources have caught up (S-25).
@Suite struct CatchUpTests {
  private let crm = Caller(user: "crm", isSystem: false, uid: 1_000, source: "creme")
  private let ann = Caller(user: "ann", isSystem: false, uid: 1_001, source: "")
  private static let minute: Int64 = 60_000

  private static func configuration(grace: Int64 = 30_000) -> EngineConfiguration {
    EngineConfiguration(
      executors: ["notify": "q"],
      sources: ["creme", "shop"],
      catchUpGraceMilliseconds: grace
    )
  }

  private static func at(_ offset: Int64) -> Instant {
    TestHouse.start.adding(milliseconds: offset)
  }

  /// An engine that has caught up, with a robot for in an hour and an action, and two items: one of
  /// the CRM, one of nobody.
  private func before() throws -> Engine {
    let engine = Engine(configuration: Self.configuration())
    try engine.finishLoading(at: Self.at(0))
    #expect(engine.perform(CatchUpSource(source: "creme"), at: Self.at(0)))
    #expect(!engine.perform(CatchUpSource(source: "creme"), at: Self.at(0)), "once is enough")
    #expect(engine.perform(CatchUpSource(source: "shop"), at: Self.at(0)))
    let stages = ["new", "offer"].map { Stage(id: $0, displayName: $0, kind: .inProgress) }
    engine.put(Pipeline(entityType: "deal", id: "sales", displayName: "Sales", stages: stages))
    var remind = RuleBook.log("remind")
    remind.timing.start = .after(try #require(TimeSpan(count: 1, unit: .hour)))
    try create(remind, engine)
    for (item, caller) in [("D-1", crm), ("D-2", ann)] {
      try put(item, stage: "new", by: caller, engine, at: 0)
    }
    return engine
  }

  private func create(_ robot: Robot, _ engine: Engine) throws {
    _ = try engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: ann,
      at: Self.at(0)
    )
  }

  private func put(
    _ item: String,
    stage: String,
    by caller: Caller,
    _ engine: Engine,
    at offset: Int64
  ) throws {
    let key = RecordKey(entityType: "deal", id: item)
    let put = PutRecord(key: key, changes: [], pipeline: "sales", stage: stage)
    _ = try engine.perform(put, by: caller, at: Self.at(offset))
  }

  /// The engine as it starts again at a time.
  private func restart(_ engine: Engine, at offset: Int64, grace: Int64 = 30_000) throws -> Engine {
    let loaded = Engine(configuration: Self.configuration(grace: grace))
    for fact in TestHouse.snapshot(of: engine) { try loaded.load(fact) }
    try loaded.finishLoading(at: Self.at(offset))
    return loaded
  }

  private func fire(_ engine: Engine, until offset: Int64) {
    while let next = engine.nextDueTime, next <= Self.at(offset) {
      while engine.fireNext(at: next) {}
    }
    while engine.fireNext(at: Self.at(offset)) {}
  }

  /// The runs as text: "D-1 WAITING CATCHING_UP".
  private func shown(_ engine: Engine) throws -> [String] {
    try engine.runs(RunQuery(), page: PageRequest()).elements.map { view in
      ([view.item.id, view.run.state.name] + (view.run.reason.map { [$0.name] } ?? []))
        .joined(separator: " ")
    }
  }

  @Test("S-25: what is due waits for the source that has last put the item, others go on")
  func waits() throws {
    let engine = try restart(try before(), at: 70 * Self.minute)
    fire(engine, until: 70 * Self.minute + 29_999)
    #expect(try shown(engine) == ["D-1 WAITING CATCHING_UP", "D-2 SUCCEEDED"])
    let coming = try engine.comingRuns(RunQuery(), page: PageRequest()).elements
    #expect(coming.map(\.item.id) == ["D-1"] && coming.map(\.hold) == [.catchingUp])
    #expect(engine.perform(CatchUpSource(source: "creme"), at: engine.time))
    fire(engine, until: 70 * Self.minute + 29_999)
    #expect(try shown(engine) == ["D-1 SUCCEEDED", "D-2 SUCCEEDED"])
    let run = try engine.runs(RunQuery(), page: PageRequest()).elements[0].run
    #expect(run.latenessCause == .downtime, "it was due before the start")
  }

  @Test("S-25: the grace ends the wait, and is what makes late what became due meanwhile")
  func grace() throws {
    let engine = try restart(try before(), at: 60 * Self.minute - 10_000)
    fire(engine, until: 60 * Self.minute + 19_999)
    #expect(try shown(engine) == ["D-1 WAITING CATCHING_UP", "D-2 SUCCEEDED"])
    #expect(engine.nextDueTime == Self.at(60 * Self.minute + 20_000))
    fire(engine, until: 60 * Self.minute + 20_000)
    #expect(try shown(engine) == ["D-1 SUCCEEDED", "D-2 SUCCEEDED"])
    let run = try engine.runs(RunQuery(), page: PageRequest()).elements[0].run
    #expect(run.latenessCause == .catchingUp)
  }

  @Test("S-25: without a grace, and once somebody else has put the item, nothing waits")
  func nobodyWaits() throws {
    let engine = try restart(try before(), at: 70 * Self.minute, grace: 0)
    fire(engine, until: 70 * Self.minute)
    #expect(try shown(engine) == ["D-1 SUCCEEDED", "D-2 SUCCEEDED"])
    let earlier = try before()
    try put("D-1", stage: "new", by: ann, earlier, at: Self.minute)
    try put("D-2", stage: "new", by: crm, earlier, at: Self.minute)
    let other = try restart(earlier, at: 70 * Self.minute)
    fire(other, until: 70 * Self.minute)
    #expect(try shown(other) == ["D-1 SUCCEEDED", "D-2 WAITING CATCHING_UP"])
  }

  @Test("S-25: whoever says that it has caught up takes no source's place")
  func strangers() throws {
    let earlier = try before()
    let late = Engine(
      configuration: EngineConfiguration(executors: [:], sources: ["creme", "shop"])
    )
    for fact in TestHouse.snapshot(of: earlier) { try late.load(fact) }
    try late.finishLoading(at: Self.at(Self.minute))
    for number in 0..<300 {
      #expect(!late.perform(CatchUpSource(source: "stranger-\(number)"), at: late.time))
    }
    let shop = Caller(user: "shop", isSystem: false, uid: 1_002, source: "shop")
    try put("D-3", stage: "new", by: shop, late, at: Self.minute)
    let engine = try restart(late, at: 70 * Self.minute)
    fire(engine, until: 70 * Self.minute)
    #expect(
      try shown(engine) == ["D-1 WAITING CATCHING_UP", "D-2 SUCCEEDED", "D-3 WAITING CATCHING_UP"]
    )
  }

  @Test("S-25: sources beyond those that can be told apart hold nobody's items")
  func tooManySources() throws {
    let configuration = EngineConfiguration(
      sources: (0..<256).map { "s-\($0)" },
      catchUpGraceMilliseconds: 30_000
    )
    let engine = Engine(configuration: configuration)
    for fact in TestHouse.snapshot(of: try before()) { try engine.load(fact) }
    try engine.finishLoading(at: Self.at(70 * Self.minute))
    fire(engine, until: 70 * Self.minute)
    #expect(try shown(engine) == ["D-1 SUCCEEDED", "D-2 SUCCEEDED"])
  }

  @Test("S-41: a move that the source tells of cancels the held run, though it was due before")
  func cancelled() throws {
    let engine = try restart(try before(), at: 70 * Self.minute)
    fire(engine, until: 70 * Self.minute)
    let key = RecordKey(entityType: "deal", id: "D-1")
    var move = MoveItem(key: key, stage: "offer")
    move.eventTime = Self.at(65 * Self.minute)
    _ = try engine.perform(move, by: crm, at: Self.at(70 * Self.minute))
    fire(engine, until: 80 * Self.minute)
    #expect(try shown(engine) == ["D-1 CANCELLED LEFT_STAGE", "D-2 SUCCEEDED"])
  }

  @Test("S-25: ready actions wait, too, and a pause may outlast it")
  func actions() throws {
    let earlier = try before()
    var tell = RuleBook.log("tell", in: "offer")
    tell.type = "notify"
    tell.parameters = [
      NamedValue(name: "recipients", value: .list([.text("user:bob")])),
      NamedValue(name: "text", value: .text("hi")),
    ]
    try create(tell, earlier)
    try put("D-1", stage: "offer", by: crm, earlier, at: Self.minute)
    try put("D-3", stage: "offer", by: ann, earlier, at: Self.minute)
    let engine = try restart(earlier, at: 2 * Self.minute)
    fire(engine, until: 2 * Self.minute)
    let handOut = HandOutActions(queue: "q", count: 10)
    #expect(engine.perform(handOut, at: engine.time).map(\.item?.key.id) == ["D-3"])
    let scope = PauseScope.item(RecordKey(entityType: "deal", id: "D-1"))
    _ = try engine.perform(PauseAutomation(scope: scope), by: ann, at: engine.time)
    fire(engine, until: 3 * Self.minute)
    #expect(engine.perform(handOut, at: engine.time).isEmpty)
    _ = try engine.perform(ResumeAutomation(scope: scope), by: ann, at: engine.time)
    #expect(engine.perform(handOut, at: engine.time).map(\.item?.key.id) == ["D-1"])
  }
}
