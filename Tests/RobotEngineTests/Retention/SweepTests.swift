import RobotModel
import Testing

@testable import RobotEngine

/// What is kept how long (S-36), and that what is removed was needed by nobody.
@Suite struct SweepTests {
  private static let day: Int64 = 86_400_000
  private var house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  private mutating func robot(_ id: String, limit: RunLimit = .everyEntry) throws {
    var robot = RuleBook.log(id)
    robot.runLimit = limit
    _ = try house.engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
  }

  private mutating func put(_ id: String, stage: String, day: Int64) throws {
    let key = RecordKey(entityType: "deal", id: id)
    let put = PutRecord(key: key, changes: [], pipeline: "sales", stage: stage)
    _ = try house.engine.perform(put, by: house.ann, at: house.instant(day * Self.day))
    house.commit()
  }

  private mutating func delete(_ id: String, day: Int64) throws {
    let command = DeleteRecord(key: RecordKey(entityType: "deal", id: id))
    _ = try house.engine.perform(command, by: house.ann, at: house.instant(day * Self.day))
    house.commit()
  }

  /// Sweeps to the end; the number of steps that removed something.
  @discardableResult
  private mutating func sweep(day: Int64) -> Int {
    var batches = 0
    var goesOn = true
    while goesOn {
      goesOn = house.engine.sweepSome(at: house.instant(day * Self.day))
      let known = house.journal.count
      house.commit()
      if house.journal.count > known { batches += 1 }
    }
    return batches
  }

  private var counts: [Int] {
    let counts = house.engine.counts
    return [counts.runs, counts.visits, counts.historyEntries]
  }

  @Test("S-36: runs go after 90 days, history and left visits after a year, by defaults")
  mutating func periods() throws {
    try robot("greet")
    try put("D-1", stage: "new", day: 0)
    try put("D-1", stage: "offer", day: 1)
    try put("D-1", stage: "won", day: 2)
    let before = counts
    sweep(day: 90)
    #expect(counts == before)
    sweep(day: 92)
    #expect(counts == [0, before[1], before[2]])
    try house.expectSurvivesReload()
    sweep(day: 367)
    #expect(house.engine.counts.visits == 2)
    sweep(day: 368)
    #expect(counts == [0, 1, 0])
    #expect(house.stage(of: "D-1") == "won")
    try house.expectSurvivesReload()
    #expect(house.engine.removedCounts.runs == before[0])
  }

  @Test("S-36: runs of an open visit stay, and its item can go on")
  mutating func openVisit() throws {
    try robot("greet")
    try put("D-1", stage: "new", day: 0)
    sweep(day: 1_000)
    #expect(counts == [1, 1, 0])
    try put("D-1", stage: "offer", day: 1_001)
    #expect(house.engine.counts.historyEntries == 1)
    try house.expectSurvivesReload()
  }

  @Test("S-36: of a deleted record nothing is left after 90 days but that it was there")
  mutating func deleted() throws {
    try robot("greet")
    try put("D-1", stage: "new", day: 0)
    let etag = try house.engine.record(RecordKey(entityType: "deal", id: "D-1")).revision
    try delete("D-1", day: 1)
    sweep(day: 91)
    #expect(house.engine.counts.historyEntries > 0)
    sweep(day: 92)
    #expect(counts == [0, 0, 0])
    try house.expectSurvivesReload()
    try house.reload()
    try put("D-1", stage: "new", day: 93)
    #expect(house.engine.store.records[house.slot("D-1")].revision > etag)
    try house.expectSurvivesReload()
  }

  @Test(
    "S-15, S-36: a run stays as long as its robot's run limit may count it",
    arguments: [
      (RunLimit.oncePerItem, 1_000, 1, false), (.oncePerYear, 200, 1, false),
      (.oncePerYear, 1_000, 0, true), (.oncePerMonth, 200, 0, true), (.everyEntry, 200, 0, true),
    ] as [(RunLimit, Int64, Int, Bool)]
  )
  mutating func limits(_ limit: RunLimit, days: Int64, kept: Int, runsAgain: Bool) throws {
    try robot("greet", limit: limit)
    try put("D-1", stage: "new", day: 0)
    try put("D-1", stage: "offer", day: 1)
    sweep(day: days)
    #expect(house.engine.counts.runs == kept)
    try house.reload()
    try put("D-1", stage: "new", day: days)
    let runs = try house.engine.runs(RunQuery(), page: PageRequest()).elements.map(\.run)
    #expect(runs.last?.state == (runsAgain ? .succeeded : .skipped))
    try house.expectSurvivesReload()
  }

  @Test("a sweep that a crash has ended is finished by the next start's, with the same result")
  mutating func interrupted() throws {
    try robot("greet")
    for item in 0..<700 {
      try put("D-\(item)", stage: "new", day: 0)
      try put("D-\(item)", stage: "offer", day: 1)
    }
    #expect(sweep(day: 400) > 3)
    let expected = TestHouse.snapshot(of: house.engine)

    let engine = try house.engine(loading: halfway(house.journal))
    while engine.sweepSome(at: house.instant(400 * Self.day)) { _ = engine.takeFacts() }
    _ = engine.takeFacts()
    #expect(engine.counts.runs == 0 && engine.counts.visits == 700)
    #expect(Self.rows(TestHouse.snapshot(of: engine)) == Self.rows(expected))
  }

  @Test("a sweep is due at a start and at every midnight, and not between")
  mutating func times() throws {
    #expect(house.engine.nextSweepTime == TestHouse.start)
    sweep(day: 0)
    #expect(house.engine.nextSweepTime == (try Instant(rfc3339: "2026-06-02T00:00:00Z")))
    #expect(!house.engine.sweepSome(at: TestHouse.start))
    sweep(day: 10)
    #expect(house.engine.nextSweepTime == (try Instant(rfc3339: "2026-06-12T00:00:00Z")))
    #expect(try house.engine(loading: house.journal).nextSweepTime == house.engine.time)
  }

  @Test("The last day that time has is swept once, and no other after it")
  func endOfTime() {
    while house.engine.sweepSome(at: .latest) {}
    #expect(house.engine.nextSweepTime == nil)
    #expect(!house.engine.isSweepDue)
    #expect(!house.engine.sweepSome(at: .latest))
  }

  @Test("lists go on where rows between their pages are gone")
  mutating func lists() throws {
    for item in 0..<9_000 {
      try put("D-\(item)", stage: "new", day: item == 8_999 ? 300 : 0)
    }
    sweep(day: 400)
    let page = try house.engine.history(HistoryQuery(), page: PageRequest())
    #expect(Set(page.elements.map(\.record.id)) == ["D-8999"])
    let entry = try #require(page.elements.first)
    #expect(house.engine.store.entry(entry.sequence) != nil)
    #expect(house.engine.store.entry(1) == nil)
    #expect(house.engine.store.entry(entry.sequence - 1) == nil)
  }

  /// The journal of a service that was killed with half of the removals made.
  private func halfway(_ journal: [Fact]) -> [Fact] {
    let isRemoval = journal.map { fact in
      switch fact {
      case .removedRun, .removedVisit, .removedHistoryEntry: true
      default: false
      }
    }
    let first = isRemoval.firstIndex(of: true) ?? journal.count
    return Array(journal[..<((first + journal.count) / 2)])
  }

  /// All but what the store knows of itself.
  private static func rows(_ facts: [Fact]) -> [Fact] {
    facts.filter { fact in
      if case .store = fact { return false }
      return true
    }
  }
}
