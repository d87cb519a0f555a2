import RobotModel
import Testing

@testable import RobotEngine

/// S-13: runs that the loop breaker has stopped.
///
/// The clock begins on Monday, 2026-06-01, 08:00 UTC. Two robots move a deal to and fro every ten
/// minutes: at 11:20 it enters "new" by the 20th move, and the next robot that would move it is
/// stopped. That is "gate", at 11:25.
@Suite struct StoppedRunTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    for (id, stage, target) in [("there", "new", "offer"), ("back", "offer", "new")] {
      var robot = RuleBook.move(id, in: stage, to: target)
      robot.timing = Timing(start: .after(DueTable.span("10 minute")))
      try book.create(robot)
    }
  }

  @Test("A run that has waited for working time does so no more, also after a restart (S-10)")
  func workingTime() throws {
    try book.create(
      WorkCalendar(
        id: "late",
        timeZone: "UTC",
        hours: [
          WorkingHours(
            days: [.monday, .friday],
            opens: DueTable.clock("11:25"),
            closes: DueTable.clock("16:00")
          )
        ]
      )
    )
    var timing = Timing(
      start: .instant(try Instant(rfc3339: "2026-05-29T12:00:00Z")),
      workingTime: .count,
      calendar: "late"
    )
    timing.pastDue = .runNow
    try stop(gateWith: timing)
    #expect(try gates() == ["WAITING LOOP_BREAKER"])
    try book.expectSurvivesReload()
  }

  @Test("A run that was stopped has not fired for its date (S-7)")
  func date() throws {
    var date = Self.date("close_date")
    date.runsAgainOnChange = true
    try stop(gateWith: Timing(start: .date(date)), on: "2026-06-01")
    try book.put("D-1", stage: "new", [Self.day("2026-06-20")])
    #expect(try gates() == ["WAITING TIME"])
    try book.put("D-1", stage: "new", [Self.day("2026-06-01")])
    #expect(try gates() == ["WAITING LOOP_BREAKER"])
    try book.expectSurvivesReload()
    try resume()
    #expect(try gates() == ["SUCCEEDED"])
  }

  @Test("A run that was stopped and goes on has one next occurrence (S-9)")
  func occurrence() throws {
    var date = Self.date("close_date")
    date.recurrence = .monthly
    try stop(gateWith: Timing(start: .date(date)), on: "2026-05-01")
    #expect(try gates() == ["WAITING LOOP_BREAKER 202606", "WAITING TIME 202607"])
    try resume()
    #expect(try gates() == ["SUCCEEDED 202606", "CANCELLED LEFT_STAGE 202607"])
    try book.expectSurvivesReload()
  }

  @Test("The date of a run that was stopped is corrected, and no occurrence is left out (S-41)")
  func correctedOccurrence() throws {
    var date = Self.date("close_date")
    date.recurrence = .yearly
    try stop(gateWith: Timing(start: .date(date)), on: "2020-06-01")
    #expect(try gates() == ["WAITING LOOP_BREAKER 2026", "WAITING TIME 2027"])
    for day in ["2020-06-02", "2020-06-20", "2020-06-02"] {
      try book.put("D-1", stage: "new", [Self.day(day)])
      #expect(try gates() == ["WAITING TIME 2026", "WAITING TIME 2027"], "\(day)")
    }
    var robot = try book.engine.robot("gate")
    date.recurrence = .monthly
    robot.timing.start = .date(date)
    _ = try book.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: robot), mask: ["timing"], inFlight: .migrate),
      by: book.caller,
      at: book.now
    )
    #expect(try gates() == ["WAITING TIME 202606", "WAITING TIME 202607"])
    try book.expectSurvivesReload()
  }

  @Test("A retried run has one next occurrence (S-9, S-23)")
  func retry() throws {
    var robot = RuleBook.log("gate", "{{name | required}}")
    var date = Self.date("close_date")
    date.recurrence = .monthly
    robot.timing = Timing(start: .date(date))
    try book.create(robot)
    try book.delete(robot: "there")
    try book.put("D-1", stage: "new", [Self.day("2026-05-01")])
    try advance(to: "2026-06-01T11:25:00Z")
    #expect(try gates() == ["FAILED EMPTY_VALUE 202606", "WAITING TIME 202607"])
    try book.put("D-1", stage: "new", [("name", .text("Table"))])
    let run = try #require(try runs().first { $0.robot == "gate" })
    _ = try book.engine.perform(RetryRun(run: run.number), by: book.caller, at: book.now)
    #expect(try gates() == ["SUCCEEDED 202606", "WAITING TIME 202607"])
    try book.expectSurvivesReload()
  }

  @Test("Resuming an item that nothing holds is no change, and starts nothing (S-37)")
  func resumeInVain() throws {
    try book.put("D-1", stage: "new")
    book.house.commit()
    let isResumed = try book.engine.perform(
      ResumeAutomation(scope: .item(Self.deal)),
      by: book.caller,
      at: try Instant(rfc3339: "2026-06-01T08:30:00Z")
    )
    #expect(!isResumed && book.engine.takeFacts().isEmpty)
    #expect(try runs().map(\.state) == [.waiting])
  }

  // MARK: - The deal

  private static let deal = RecordKey(entityType: "deal", id: "D-1")

  private static func day(_ text: String) -> (String, FieldValue) {
    ("close_date", .date(DueTable.date(text)))
  }

  /// At 11:25 of the day.
  private static func date(_ path: String) -> DateTiming {
    var date = DateTiming(path: path, direction: .at)
    date.atTime = DueTable.clock("11:25")
    return date
  }

  /// Lets the breaker stop a robot of this timing.
  private func stop(gateWith timing: Timing, on day: String? = nil) throws {
    var gate = RuleBook.move("gate", in: "new", to: "won")
    gate.timing = timing
    try book.create(gate)
    try book.put("D-1", stage: "new", day.map { [Self.day($0)] } ?? [])
    try advance(to: "2026-06-01T11:25:00Z")
  }

  private func advance(to time: String) throws {
    book.house.commit()
    try book.house.advance(to: Instant(rfc3339: time))
  }

  private func resume() throws {
    _ = try book.engine.perform(
      ResumeAutomation(scope: .item(Self.deal)),
      by: book.caller,
      at: book.now
    )
  }

  /// The runs of the last visit in "new".
  private func runs() throws -> [Run] {
    let visit = try #require(
      book.house.visits(of: "D-1").last { visit in
        book.house.runs(of: visit).contains { $0.robot == "there" || $0.robot == "gate" }
      }
    )
    return book.house.runs(of: visit)
  }

  /// What has become of the gate there: state, reason, occurrence.
  private func gates() throws -> [String] {
    try runs().filter { $0.robot == "gate" }.map { run in
      [run.state.name, run.reason?.name ?? "", run.occurrence == 0 ? "" : "\(run.occurrence)"]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
