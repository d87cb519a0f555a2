import RobotModel
import Testing

@testable import RobotEngine

/// What will run, in the order of time (O4).
@Suite struct ComingRunTests {
  @Test("O4: every page size gives the same order, of all, of an item and of a robot")
  func order() throws {
    for seed in UInt64(1)...12 { try play(seed: seed) }
  }

  private func play(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var house = try TestHouse()
    let robots = [
      "soon in new: write_log text=x after 1 hour", "then in new: write_log text=x after previous",
      "late in new: write_log text=x after 40 day", "other in offer: write_log text=x after 1 day",
      "now in new: write_log text=x",
    ]
    for robot in robots {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    for item in 0..<40 {
      var put = PutRecord(key: house.key("D-\(item)"), changes: [])
      (put.pipeline, put.stage) = ("sales", numbers.pick(["new", "new", "offer"]))
      put.eventTime = house.engine.time.adding(milliseconds: -Int64(numbers.below(90_000)))
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
      try house.advance(to: house.engine.time.adding(milliseconds: Int64(numbers.below(600_000))))
    }
    for _ in 0..<numbers.below(4) {
      let scope = PauseScope.item(house.key("D-\(numbers.below(40))"))
      _ = try house.engine.perform(
        PauseAutomation(scope: scope),
        by: house.ann,
        at: house.engine.time
      )
    }
    if numbers.oneIn(2) {
      let sales = PipelineKey(entityType: "deal", id: "sales")
      let scope = numbers.oneIn(2) ? PauseScope.everything : .pipeline(sales)
      _ = try house.engine.perform(
        PauseAutomation(scope: scope),
        by: house.ann,
        at: house.engine.time
      )
    }
    house.commit()
    try house.advance(to: house.engine.time.adding(milliseconds: 5_000_000))
    var queries = [RunQuery(), RunQuery(), RunQuery()]
    (queries[1].entityType, queries[1].itemID) = ("deal", "D-3")
    queries[2].robot = "late"
    for query in queries {
      let expected = try expected(query, in: house)
      for size in [1, 3, 7, 1_000] {
        let found = try pages(size) { try house.engine.comingRuns(query, page: $0) }
        #expect(found.map(\.run.number) == expected, "seed \(seed), \(query), size \(size)")
      }
    }
  }

  @Test("O4, S-10: what the hours of responsibles put off comes in its place, and then does start")
  func responsiblesHours() throws {
    for seed in UInt64(1)...6 { try playHours(seed: seed) }
  }

  private func playHours(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var house = try Self.houseWithHours()
    for item in 0..<30 {
      var put = PutRecord(key: house.key("D-\(item)"), changes: [])
      (put.pipeline, put.stage) = ("sales", "new")
      let user = RecordKey(entityType: "user", id: numbers.pick(["day", "night", "any"]))
      put.changes = [FieldChange(name: "responsible", value: .reference(user))]
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
      try house.advance(to: house.engine.time.adding(milliseconds: Int64(numbers.below(3_600_000))))
    }
    let all = try pages(1_000) { try house.engine.comingRuns(RunQuery(), page: $0) }.map(\.run)
    for size in [1, 2, 5, 13] {
      let found = try pages(size) { try house.engine.comingRuns(RunQuery(), page: $0) }
      #expect(found.map(\.run) == all, "seed \(seed), size \(size)")
    }
    try house.advance(to: house.engine.time.adding(milliseconds: 20 * 86_400_000))
    for run in all {
      let start = house.engine.store.runFact(house.engine.store.run(run.number)).startTime
      #expect(start == run.notBeforeTime ?? run.dueTime, "seed \(seed), \(run.robot)")
    }
    let starts = all.map { $0.notBeforeTime ?? $0.dueTime ?? .latest }
    #expect(starts == starts.sorted() && all.contains { $0.notBeforeTime != nil })
  }

  /// Users with hours and without, and robots that wait for them and not.
  private static func houseWithHours() throws -> TestHouse {
    var house = try TestHouse()
    var calendar = ScenarioWords("")
    try house.putCalendar(&calendar)
    let night = WorkCalendar(
      id: "night",
      timeZone: "UTC",
      hours: [
        WorkingHours(
          days: [.tuesday, .friday, .saturday],
          opens: DueTable.clock("15:00"),
          closes: DueTable.clock("23:00")
        )
      ]
    )
    _ = try house.engine.perform(
      CreateCalendar(calendar: night),
      by: house.ann,
      at: house.engine.time
    )
    for (user, calendar) in [("day", "office"), ("night", "night")] {
      let put = PutRecord(
        key: RecordKey(entityType: "user", id: user),
        changes: [FieldChange(name: "calendar", value: .text(calendar))]
      )
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    for robot in [
      "plain in new: write_log text=x after 35 hour", "short in new: write_log text=x awaits 7h",
      "long in new: write_log text=x after 2 day awaits 4d",
      "both in new: write_log text=x after 9 hour counts awaits 2d",
    ] {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    return house
  }

  /// Every run that waits, sorted.
  private func expected(_ query: RunQuery, in house: TestHouse) throws -> [StoreNumber] {
    var waiting = query
    waiting.states = [.waiting]
    let runs = try pages(1_000) { try house.engine.runs(waiting, page: $0) }.map(\.run)
    return runs.sorted { left, right in
      (left.dueTime ?? .latest, left.number) < (right.dueTime ?? .latest, right.number)
    }.map(\.number)
  }

  private func pages(
    _ size: Int,
    _ list: (PageRequest) throws -> Page<RunView>
  ) throws -> [RunView] {
    var found: [RunView] = []
    var request = PageRequest(size: size)
    while true {
      let page = try list(request)
      #expect(page.elements.count <= size)
      found += page.elements
      if page.nextToken.isEmpty { return found }
      request.token = page.nextToken
    }
  }

  @Test("O4: an action that waits for its next attempt comes at that time")
  func backoff() throws {
    let book = try RuleBook()
    book.house = try TestHouse(executors: ["write_log": "logs"])
    try book.create(RuleBook.log("sent"))
    var words = ScenarioWords("later in new: write_log text=x after 1 second")
    try book.house.putRobot(&words)
    try book.put("D-1", stage: "new")
    let actions = book.engine.perform(HandOutActions(queue: "logs", count: 1), at: book.now)
    let action = try #require(actions.first)
    #expect(try coming(book).map(\.run.robot) == ["later"])
    let result = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: .failure(message: "busy", isPermanent: false, retryAfterMilliseconds: 0)
    )
    #expect(book.engine.perform(result, at: book.now) == .accepted)
    let runs = try coming(book)
    #expect(runs.map(\.run.robot) == ["later", "sent"])
    #expect(runs.map(\.run.reason) == [.time, .backoff])
    let next = try #require(runs.last?.run.notBeforeTime)
    #expect(next > book.now)
    while book.engine.fireNext(at: next) {}
    #expect(try coming(book).isEmpty)
  }

  private func coming(_ book: RuleBook) throws -> [RunView] {
    try book.engine.comingRuns(RunQuery(), page: PageRequest()).elements
  }

  @Test("O4: each says what it waits for: the robot before it, and a pause beyond its time")
  func waitsFor() throws {
    var house = try TestHouse()
    for robot in [
      "one in new: write_log text=x after 1 day", "two in new: write_log text=x after previous",
    ] {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    let put = PutRecord(key: house.key("D-1"), changes: [], pipeline: "sales", stage: "new")
    _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    let scope = PauseScope.item(house.key("D-1"))
    _ = try house.engine.perform(
      PauseAutomation(scope: scope),
      by: house.ann,
      at: house.engine.time
    )
    let coming = try house.engine.comingRuns(RunQuery(), page: PageRequest()).elements
    #expect(coming.map(\.run.robot) == ["one", "two"])
    #expect(coming.map(\.run.reason) == [.time, .previous])
    #expect(coming.map(\.hold) == [.paused, .paused])
    #expect(coming[1].previous == RunView.Previous(number: coming[0].run.number, robot: "one"))
    #expect(throws: RequestError.self) {
      try house.engine.comingRuns(RunQuery(), page: PageRequest(token: coming[0].run.number.text))
    }
  }
}
