import RobotModel
import Testing

@testable import RobotEngine

/// Waiting runs that are migrated from a date that recurs to another timing, and back (S-9, S-28).
@Suite struct OtherTimingTests {
  private let book: RuleBook

  /// A deal of which June's run has been and July's waits.
  init() throws {
    book = try RuleBook()
    var robot = RuleBook.log("r")
    robot.timing = Timing(start: .date(Self.date(.monthly)))
    try book.create(robot)
    try book.put("D-1", stage: "new", [("close_date", .date(DueTable.date("2020-01-10")))])
    try book.advance(to: "2026-06-11T00:00:00Z")
  }

  private static func date(_ recurrence: Recurrence, isAgain: Bool = false) -> DateTiming {
    var date = DateTiming(path: "close_date", direction: .at)
    date.recurrence = recurrence
    date.runsAgainOnChange = isAgain
    return date
  }

  @discardableResult
  private func migrate(to start: TimingStart) throws -> InFlightCounts {
    var robot = try book.engine.robot("r")
    robot.timing.start = start
    let update = UpdateRobot(draft: RobotDraft(robot: robot), mask: ["timing"], inFlight: .migrate)
    return try book.engine.perform(update, by: book.caller, at: book.now).inFlight
  }

  /// State, reason and occurrence.
  private func runs() throws -> [String] {
    let visit = try #require(book.house.visits(of: "D-1").last)
    return book.house.runs(of: visit).map { run in
      [run.state.name, run.reason?.name ?? "", OccurrenceNumber(rawValue: run.occurrence).text]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  @Test("A run of a delay is no month's, and becomes one's again")
  func delay() throws {
    #expect(try runs() == ["SUCCEEDED 202606", "WAITING TIME 202607"])
    try migrate(to: .after(DueTable.span("60 days")))
    #expect(try runs() == ["SUCCEEDED 202606", "WAITING TIME"])
    try migrate(to: .date(Self.date(.monthly)))
    #expect(try runs() == ["SUCCEEDED 202606", "WAITING TIME 202607"])
    try book.expectSurvivesReload()
  }

  @Test("A run gets no number that another of its robot has had: no action's key is given twice")
  func numbers() throws {
    try migrate(to: .date(Self.date(.none, isAgain: true)))
    #expect(try runs() == ["SUCCEEDED 202606", "SKIPPED DATE_PASSED"])
    try book.put("D-1", stage: "new", [("close_date", .date(DueTable.date("2026-06-20")))])
    #expect(try runs().last == "WAITING TIME 1")
    try migrate(to: .date(Self.date(.monthly)))
    #expect(try runs().last == "WAITING TIME 202607")
    try migrate(to: .after(DueTable.span("60 days")))
    #expect(try runs() == ["SUCCEEDED 202606", "SKIPPED DATE_PASSED", "WAITING TIME 1"])
    try book.expectSurvivesReload()
  }

  @Test("Of the runs of several months the first alone goes on, which the preview says")
  func several() throws {
    let visit = try #require(book.house.visits(of: "D-1").last)
    let july = try #require(book.house.runs(of: visit).last)
    let later = try Instant(rfc3339: "2026-09-01T00:00:00Z")
    let command = RescheduleRun(run: july.number, dueTime: later)
    _ = try book.engine.perform(command, by: book.caller, at: book.now)
    let counts = try migrate(to: .after(DueTable.span("60 days")))
    #expect(counts.migrated == 1 && counts.cancelled == 1)
    #expect(try runs() == ["SUCCEEDED 202606", "WAITING TIME", "CANCELLED RULE_CHANGED 202608"])
    try book.expectSurvivesReload()
  }

  @Test("A run that a person has started again keeps the number under which it has acted")
  func startedAgain() throws {
    let visit = try #require(book.house.visits(of: "D-1").last)
    var robot = try book.engine.robot("r")
    robot.parameters = [NamedValue(name: "text", value: .text("{{name | required}}"))]
    try book.update(robot)
    try book.advance(to: "2026-07-11T00:00:00Z")
    #expect(try runs()[1...] == ["FAILED EMPTY_VALUE 202607", "WAITING TIME 202608"])
    _ = try book.engine.perform(PauseAutomation(scope: .everything), by: book.caller, at: book.now)
    let failed = book.house.runs(of: visit)[1].number
    _ = try book.engine.perform(RetryRun(run: failed), by: book.caller, at: book.now)
    let counts = try migrate(to: .after(DueTable.span("1 day")))
    #expect(counts.migrated == 2 && counts.cancelled == 0)
    #expect(try runs()[1...] == ["WAITING PAUSED 202607", "WAITING PAUSED"])
  }
}
