import RobotModel
import TestSupport
import Testing

@testable import RobotEngine

@Suite("Snapshots and loading")
struct SnapshotCursorTests {
  @Test(
    "a snapshot taken while things happen, with the journal since its beginning, is the store",
    arguments: 1...40 as ClosedRange<UInt64>
  )
  func whileChanging(seed: UInt64) throws {
    var life = try RandomLife(seed: seed)
    for _ in 0..<60 { try life.step() }
    let cursor = life.house.engine.makeSnapshotCursor()
    let begin = life.house.journal.count
    var snapshot: [Fact] = []
    while true {
      let facts = cursor.nextFacts(count: 5)
      if facts.isEmpty { break }
      snapshot += facts
      try life.step()
    }
    let loaded = try life.house.engine(loading: snapshot + life.house.journal[begin...])
    #expect(
      TestHouse.comparable(TestHouse.snapshot(of: loaded))
        == TestHouse.comparable(TestHouse.snapshot(of: life.house.engine))
    )
  }

  @Test("a run that becomes one of a newer version while a snapshot is taken is read back (S-28)")
  func migratedMeanwhile() throws {
    let book = try RuleBook()
    var robot = RuleBook.log("one")
    robot.timing = Timing(start: .after(try #require(TimeSpan(count: 1, unit: .day))))
    try book.create(robot)
    try book.put("D-1", stage: "new")
    book.house.commit()
    let cursor = book.engine.makeSnapshotCursor()
    let begin = book.house.journal.count
    var snapshot: [Fact] = []
    var isMigrated = false
    while case let facts = cursor.nextFacts(count: 1), !facts.isEmpty {
      snapshot += facts
      guard case .record? = facts.last, !isMigrated else { continue }
      isMigrated = true
      robot.parameters = [NamedValue(name: "text", value: .text("y"))]
      _ = try book.engine.perform(
        UpdateRobot(draft: RobotDraft(robot: robot), inFlight: .migrate),
        by: book.caller,
        at: book.now
      )
      book.house.commit()
    }
    #expect(isMigrated)
    let loaded = try book.house.engine(loading: snapshot + book.house.journal[begin...])
    #expect(TestHouse.snapshot(of: loaded) == TestHouse.snapshot(of: book.engine))
  }

  @Test(
    "loading the journal gives the store, however it came about",
    arguments: 100...140 as ClosedRange<UInt64>
  )
  func journal(seed: UInt64) throws {
    var life = try RandomLife(seed: seed)
    for _ in 0..<150 { try life.step() }
    try life.house.expectSurvivesReload()
  }

  @Test("the same commands give the same facts", arguments: [7, 8, 9] as [UInt64])
  func deterministic(seed: UInt64) throws {
    var journals: [[Fact]] = []
    for _ in 0..<2 {
      var life = try RandomLife(seed: seed)
      for _ in 0..<300 { try life.step() }
      journals.append(life.house.journal)
    }
    #expect(journals[0] == journals[1])
  }

  @Test("facts that name what is missing are refused with what they name")
  func missing() throws {
    let engine = Engine(configuration: EngineConfiguration())
    let visit = Visit(
      number: StoreNumber(rawValue: 9),
      record: StoreNumber(rawValue: 8),
      pipeline: "p",
      stage: "s",
      enterTime: .epoch
    )
    #expect(throws: LoadError.self) { try engine.load(.visit(visit)) }
    let store = StoreFact(
      time: .epoch,
      isClockSimulated: true,
      lastNumber: .none,
      lastHistorySequence: 0
    )
    #expect(throws: LoadError.self) { try engine.load(.store(store)) }
  }

  @Test("predefined types are made once, and completed by a newer version")
  func predefinedTypes() throws {
    let engine = Engine(configuration: EngineConfiguration())
    try engine.finishLoading(at: TestHouse.start)
    let facts = engine.takeFacts()
    #expect(facts.count == PredefinedTypes.all.count)
    let again = Engine(configuration: EngineConfiguration())
    for fact in facts {
      guard case .entityType(var type) = fact else { continue }
      if type.id == "deal" { type.fields.removeAll { $0.id == "probability" } }
      try again.load(.entityType(type))
    }
    try again.finishLoading(at: TestHouse.start)
    let added = again.takeFacts()
    #expect(added.count == 1)
    #expect(again.store.schema.entityType("deal")?.fields.last?.id == "probability")
    #expect(again.store.schema.entityType("deal")?.revision == 2)
  }
}
