import RobotModel
import Testing

@testable import RobotEngine

/// Robots that run again for a date's new value (S-7): the clock begins on Monday, 2026-06-01,
/// 08:00 UTC.
@Suite struct RunAgainTests {
  private static func robot() -> Robot {
    var date = DateTiming(path: "close_date", direction: .at)
    date.runsAgainOnChange = true
    var robot = RuleBook.log("r")
    robot.timing = Timing(start: .date(date))
    return robot
  }

  private static func day(_ text: String) -> (String, FieldValue) {
    ("close_date", .date(DueTable.date(text)))
  }

  private func states(_ book: RuleBook) throws -> [String] {
    let record = try #require(
      book.engine.store.liveRecord(RecordKey(entityType: "deal", id: "D-1"))
    )
    return book.engine.store.visits(of: record).flatMap { book.house.runs(of: $0) }.map { run in
      run.state.name + (run.reason.map { " \($0.name)" } ?? "")
    }
  }

  /// A deal whose robot has fired for today.
  private func fired() throws -> RuleBook {
    let book = try RuleBook()
    try book.create(Self.robot())
    try book.put("D-1", stage: "new", [Self.day("2026-06-01")])
    book.house.commit()
    try book.house.advance(to: Instant(rfc3339: "2026-06-01T09:00:00Z"))
    #expect(try states(book) == ["SUCCEEDED"])
    return book
  }

  @Test("A new value that has passed makes one run, which is skipped (S-7, S-8)")
  func passed() throws {
    let book = try fired()
    try book.put("D-1", stage: "new", [Self.day("2026-05-20")])
    #expect(try states(book) == ["SUCCEEDED", "SKIPPED DATE_PASSED"])
    try book.expectSurvivesReload()
  }

  @Test("A change of another field makes no run, nor does the same value again (S-7)")
  func otherField() throws {
    let book = try RuleBook()
    try book.create(Self.robot())
    try book.put("D-1", stage: "new", [Self.day("2026-05-20")])
    #expect(try states(book) == ["SKIPPED DATE_PASSED"])
    try book.put(
      "D-1",
      stage: "new",
      [Self.day("2026-05-20"), ("probability", .integer(5))]
    )
    #expect(try states(book) == ["SKIPPED DATE_PASSED"])
  }

  @Test("A run that was suppressed is not made again by its date (S-27)")
  func suppressed() throws {
    let book = try RuleBook()
    try book.create(Self.robot())
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: "deal", id: "D-1"),
        changes: [],
        pipeline: "sales",
        stage: "new",
        suppressesAutomation: true
      ),
      by: book.caller,
      at: book.now
    )
    try book.put("D-1", stage: "new", [Self.day("2026-06-20")])
    #expect(try states(book) == ["SKIPPED SUPPRESSED"])
  }

  @Test("A robot that was disabled or deleted makes no run for a new value (S-28)")
  func notInForce() throws {
    for isDeleted in [false, true] {
      let book = try fired()
      if isDeleted {
        try book.delete(robot: "r")
      } else {
        var robot = Self.robot()
        robot.isEnabled = false
        try book.update(robot)
      }
      book.house.commit()
      try book.house.reload()
      try book.put("D-1", stage: "new", [Self.day("2026-06-20")])
      #expect(try states(book) == ["SUCCEEDED"])
    }
  }

  @Test("A run made behind a change of its robot, in one millisecond, outlives a restart (S-28)")
  func madeBehindChange() throws {
    for policy in [InFlightPolicy.cancelWaiting, .migrate] {
      let book = try fired()
      var robot = Self.robot()
      robot.displayName = "Other"
      _ = try book.engine.perform(
        UpdateRobot(draft: RobotDraft(robot: robot), inFlight: policy),
        by: book.caller,
        at: book.now
      )
      try book.put("D-1", stage: "new", [Self.day("2026-06-20")])
      try book.house.reload()
      try book.house.advance(to: book.now)
      #expect(try states(book) == ["SUCCEEDED", "WAITING TIME"])
      let visit = try #require(book.house.visits(of: "D-1").last)
      #expect(book.house.runs(of: visit).map(\.robotVersion) == [1, 1])
    }
  }

  @Test("A version with a date is followed after a restart where the newest has none (S-7, S-28)")
  func olderDate() throws {
    for isReloaded in [false, true] {
      let book = try fired()
      try book.update(RuleBook.log("r"))
      book.house.commit()
      if isReloaded { try book.house.reload() }
      try book.put("D-1", stage: "new", [Self.day("2026-06-20")])
      #expect(try states(book) == ["SUCCEEDED", "WAITING TIME"])
    }
  }

  @Test("A linked record's date is followed after a restart, though the run has ended (S-7)")
  func linkedDate() throws {
    for isReloaded in [false, true] {
      let book = try RuleBook()
      var robot = Self.robot()
      var date = DateTiming(path: "contact.birthday", direction: .at)
      date.runsAgainOnChange = true
      robot.timing = Timing(start: .date(date))
      try book.create(robot)
      try born(book, "2026-05-20")
      let link = FieldValue.list([.reference(RecordKey(entityType: "contact", id: "C-1"))])
      try book.put("D-1", stage: "new", [("contacts", link)])
      #expect(try states(book) == ["SKIPPED DATE_PASSED"])
      book.house.commit()
      if isReloaded { try book.house.reload() }
      try born(book, "2026-06-20")
      #expect(try states(book) == ["SKIPPED DATE_PASSED", "WAITING TIME"])
    }
  }

  private func born(_ book: RuleBook, _ day: String) throws {
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: "contact", id: "C-1"),
        changes: [FieldChange(name: "birthday", value: .date(DueTable.date(day)))]
      ),
      by: book.caller,
      at: book.now
    )
  }

  @Test("An older version that only ended runs name works after a restart (S-28, O3)")
  func olderVersion() throws {
    let book = try RuleBook()
    try book.create(Self.robot())
    try book.put("D-1", stage: "new", [Self.day("2026-05-20")])
    var robot = Self.robot()
    for (text, inFlight) in [("y", InFlightPolicy.keepTiming), ("z", .keepAll)] {
      robot.parameters = [NamedValue(name: "text", value: .text(text))]
      _ = try book.engine.perform(
        UpdateRobot(draft: RobotDraft(robot: robot), inFlight: inFlight),
        by: book.caller,
        at: book.now
      )
    }
    book.house.commit()
    try book.house.reload()
    let key = RecordKey(entityType: "deal", id: "D-1")
    #expect(try book.engine.explain(key, robot: "r", visit: nil).runs.count == 1)
    try book.put("D-1", stage: "new", [Self.day("2026-06-20")])
    #expect(try states(book) == ["SKIPPED DATE_PASSED", "WAITING TIME"])
    try book.house.advance(to: Instant(rfc3339: "2026-06-20T09:00:00Z"))
    #expect(book.house.log(of: "D-1") == ["y"])
  }
}
