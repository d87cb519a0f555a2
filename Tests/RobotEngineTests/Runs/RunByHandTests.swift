import RobotModel
import Testing

@testable import RobotEngine

/// Runs of a robot that recurs to which a person has given a time (S-9, S-23).
///
/// The clock begins on Monday, 2026-06-01, 08:00 UTC.
@Suite struct RunByHandTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    var date = DateTiming(path: "close_date", direction: .at)
    date.recurrence = .monthly
    var robot = RuleBook.log("r")
    robot.timing = Timing(start: .date(date))
    try book.create(robot)
  }

  @Test("Behind an occurrence that a person starts without a date waits none of its number (S-9)")
  func withoutDate() throws {
    try put(day: "2020-05-20")
    #expect(try runs().map(\.words) == ["WAITING TIME 202606"])
    try put(day: nil)
    #expect(try runs().map(\.words) == ["WAITING DATE_EMPTY 202606"])
    let waiting = try #require(try runs().first)
    let command = RescheduleRun(run: waiting.number, dueTime: book.now)
    _ = try book.engine.perform(command, by: book.caller, at: book.now)
    #expect(try runs().map(\.words) == ["SUCCEEDED 202606", "WAITING DATE_EMPTY"])
    try put(day: "2020-05-20")
    #expect(try runs().map(\.words) == ["SUCCEEDED 202606", "WAITING TIME 202607"])
    try book.expectSurvivesReload()
  }

  @Test("An occurrence that a person puts off passes by those that started before it (S-7, S-9)")
  func putOff() throws {
    try put(day: "2026-06-02")
    let waiting = try #require(try runs().first)
    let later = try Instant(rfc3339: "2026-07-06T12:00:00Z")
    let command = RescheduleRun(run: waiting.number, dueTime: later)
    _ = try book.engine.perform(command, by: book.caller, at: book.now)
    #expect(try runs().map(\.words) == ["WAITING TIME 202606", "WAITING TIME 202607"])
    try book.advance(to: "2026-07-05T12:00:00Z")
    #expect(
      try runs().map(\.words) == [
        "WAITING TIME 202606", "SUCCEEDED 202607", "WAITING TIME 202608",
      ]
    )
    // July has had its run: what is left of the new date begins in August.
    try put(day: "2026-07-07")
    #expect(
      try runs().map(\.words) == [
        "WAITING TIME 202608", "SUCCEEDED 202607", "WAITING TIME 202609",
      ]
    )
    try book.expectSurvivesReload()
  }

  @Test("A run without an occurrence that a person puts off is one by hand, and another waits")
  func noOccurrence() throws {
    try put(day: nil)
    let later = try Instant(rfc3339: "2026-06-25T12:00:00Z")
    try reschedule(0, to: later)
    #expect(try runs().map(\.words) == ["WAITING TIME manual-1", "WAITING DATE_EMPTY"])
    try reschedule(1, to: book.now)
    #expect(
      try runs().map(\.words) == [
        "WAITING TIME manual-1", "SUCCEEDED manual-2", "WAITING DATE_EMPTY",
      ]
    )
    // The date that comes is no reason to take back what a person has asked for.
    try put(day: "2026-06-20")
    #expect(
      try runs().map(\.words) == [
        "WAITING TIME manual-1", "SUCCEEDED manual-2", "WAITING TIME 202606",
      ]
    )
    try book.advance(to: "2026-06-25T12:00:00Z")
    #expect(
      try runs().map(\.words) == [
        "SUCCEEDED manual-1", "SUCCEEDED manual-2", "SUCCEEDED 202606", "WAITING TIME 202607",
      ]
    )
    let views = book.engine.store.runs(of: try visit()).map { book.engine.runView($0) }
    #expect(Set(views.map(\.key)).count == views.count)
    try book.expectSurvivesReload()
  }

  @Test("A run by hand that is migrated keeps the time that a person has given it (S-28)")
  func migrated() throws {
    try put(day: nil)
    try reschedule(0, to: Instant(rfc3339: "2026-06-25T12:00:00Z"))
    var robot = try book.engine.robot("r")
    robot.timing.timeZone = "Europe/Warsaw"
    _ = try book.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: robot), inFlight: .migrate),
      by: book.caller,
      at: book.now
    )
    #expect(try runs().map(\.words) == ["WAITING TIME manual-1", "WAITING DATE_EMPTY"])
    #expect(try runs().allSatisfy { $0.robotVersion == robot.version + 1 })
    try book.advance(to: "2026-06-25T12:00:00Z")
    #expect(try runs().map(\.words) == ["SUCCEEDED manual-1", "WAITING DATE_EMPTY"])
    try book.expectSurvivesReload()
  }

  @Test("A condition that was decided at entry is not decided again for a run by hand (S-5)")
  func decidedAtEntry() throws {
    var robot = try book.engine.robot("r")
    robot.evaluateAt = .entry
    try book.update(robot, condition: "empty(name)")
    try put(day: nil)
    try book.put("D-1", stage: "new", [("name", .text("Table"))])
    try reschedule(0, to: book.now)
    #expect(try runs().map(\.words) == ["SUCCEEDED manual-1", "WAITING DATE_EMPTY"])
  }

  @Test("What was suppressed and has no date is started by hand, and another waits for the date")
  func suppressedWithoutDate() throws {
    try put(day: nil, isSuppressed: true)
    try retry()
    #expect(try runs().map(\.words) == ["SUCCEEDED manual-1", "WAITING DATE_EMPTY"])
    try put(day: "2026-06-20")
    #expect(try runs().map(\.words) == ["SUCCEEDED manual-1", "WAITING TIME 202606"])
    try book.expectSurvivesReload()
  }

  @Test("What was suppressed is started as its date's first occurrence, and the next waits")
  func suppressedWithDate() throws {
    try put(day: "2020-05-20", isSuppressed: true)
    try retry()
    #expect(try runs().map(\.words) == ["SUCCEEDED 202606", "WAITING TIME 202607"])
    try book.expectSurvivesReload()
  }

  @Test("Once is once: a run that waits for its date is put off, and none waits in its stead")
  func once() throws {
    var robot = try book.engine.robot("r")
    guard case .date(var date) = robot.timing.start else { return }
    date.isOnce = true
    robot.timing.start = .date(date)
    try book.update(robot)
    try put(day: nil)
    try reschedule(0, to: book.now)
    try put(day: "2026-06-20")
    #expect(try runs().map(\.words) == ["SUCCEEDED"])
  }

  @Test("Cancelling a run that is no occurrence yet gives up all of them (S-9)")
  func givenUp() throws {
    try put(day: nil)
    let waiting = try #require(try runs().first)
    _ = try book.engine.perform(CancelRun(run: waiting.number), by: book.caller, at: book.now)
    try put(day: "2026-06-20")
    #expect(try runs().map(\.words) == ["CANCELLED BY_PERSON"])
  }

  // MARK: - The deal

  private func reschedule(_ place: Int, to due: Instant) throws {
    let command = RescheduleRun(run: try runs()[place].number, dueTime: due)
    _ = try book.engine.perform(command, by: book.caller, at: book.now)
  }

  private func retry() throws {
    #expect(try runs().map(\.words) == ["SKIPPED SUPPRESSED"])
    let command = RetryRun(run: try runs()[0].number)
    _ = try book.engine.perform(command, by: book.caller, at: book.now)
  }

  /// Puts the deal with a close date, or without.
  private func put(day: String?, isSuppressed: Bool = false) throws {
    let value = day.map { FieldValue.date(DueTable.date($0)) }
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: "deal", id: "D-1"),
        changes: [FieldChange(name: "close_date", value: value)],
        pipeline: "sales",
        stage: "new",
        suppressesAutomation: isSuppressed
      ),
      by: book.caller,
      at: book.now
    )
  }

  private func visit() throws -> Slot<VisitRow> {
    try #require(book.house.visits(of: "D-1").last)
  }

  private func runs() throws -> [Run] { book.house.runs(of: try visit()) }
}

extension Run {
  fileprivate var words: String {
    [state.name, reason?.name ?? "", OccurrenceNumber(rawValue: occurrence).text]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
