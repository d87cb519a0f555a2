import RobotModel
import Testing

@testable import RobotEngine

/// S-10: an action that starts late waits for working time again.
///
/// It starts late after a failed attempt, or since no worker was there. The office works from 08:00
/// to 16:00 UTC; the clock begins on a Monday, 08:00.
@Suite struct WorkingHandOutTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    book.house = try TestHouse(executors: ["write_log": "logs"])
    try book.create(
      WorkCalendar(
        id: "office",
        timeZone: "UTC",
        hours: [
          WorkingHours(
            days: [.monday, .tuesday, .wednesday, .thursday, .friday],
            opens: DueTable.clock("08:00"),
            closes: DueTable.clock("16:00")
          )
        ]
      )
    )
    var robot = RuleBook.log("r")
    robot.timing = Timing(
      start: .clockTime(DueTable.clock("15:59")),
      workingTime: .count,
      calendar: "office"
    )
    try book.create(robot)
    try book.put("D-1", stage: "new")
  }

  @Test("A retry whose pause ends after closing waits for the next opening, also after a restart")
  func retry() throws {
    try advance(to: "2026-06-01T15:59:00Z")
    let action = try #require(handOut("2026-06-01T15:59:58Z").first)
    let result = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: .failure(message: "busy", isPermanent: false, retryAfterMilliseconds: 0)
    )
    #expect(try book.engine.perform(result, at: instant("2026-06-01T15:59:59Z")) == .accepted)
    try advance(to: "2026-06-01T16:30:00Z")
    #expect(handOut("2026-06-01T16:30:00Z").isEmpty)
    #expect(try state() == "READY WORKING_TIME 2026-06-02T08:00:00Z")
    try book.expectSurvivesReload()
    try book.house.reload()
    try advance(to: "2026-06-02T07:59:59Z")
    #expect(handOut("2026-06-02T07:59:59Z").isEmpty)
    try advance(to: "2026-06-02T08:00:00Z")
    #expect(handOut("2026-06-02T08:00:00Z").map(\.attempt) == [2])
  }

  @Test("An action that found no worker before closing is not handed out at night")
  func noWorker() throws {
    try advance(to: "2026-06-01T20:00:00Z")
    #expect(handOut("2026-06-01T20:00:00Z").isEmpty)
    #expect(try state() == "READY WORKING_TIME 2026-06-02T08:00:00Z")
    let summary = try book.engine.explain(
      RecordKey(entityType: "deal", id: "D-1"),
      robot: "r",
      visit: nil
    ).summary
    #expect(summary.contains("waits for working time until 2026-06-02"))
    try advance(to: "2026-06-02T08:00:00Z")
    #expect(handOut("2026-06-02T08:00:00Z").count == 1)
  }

  @Test("An action that waits for working time takes notice of other hours, also after a restart")
  func otherHours() throws {
    for isReloaded in [false, true] {
      let tests = try WorkingHandOutTests()
      try tests.advance(to: "2026-06-01T20:00:00Z")
      #expect(tests.handOut("2026-06-01T20:00:00Z").isEmpty)
      if isReloaded { try tests.book.house.reload() }
      var office = try tests.book.engine.calendar("office")
      office.hours[0].closes = DueTable.clock("22:00")
      _ = try tests.book.engine.perform(
        UpdateCalendar(calendar: office, mask: ["hours"]),
        by: tests.book.caller,
        at: tests.instant("2026-06-01T20:30:00Z")
      )
      try tests.book.expectSurvivesReload()
      #expect(tests.handOut("2026-06-01T20:30:00Z").count == 1)
    }
  }

  private func instant(_ text: String) throws -> Instant { try Instant(rfc3339: text) }

  private func advance(to time: String) throws {
    book.house.commit()
    try book.house.advance(to: instant(time))
  }

  private func handOut(_ time: String) -> [Action] {
    guard let now = try? instant(time) else { return [] }
    defer { book.house.commit() }
    return book.engine.perform(HandOutActions(queue: "logs", count: 9), at: now)
  }

  private func state() throws -> String {
    let run = try #require(book.engine.runs(RunQuery(), page: PageRequest()).elements.first).run
    return "\(run.state.name) \(run.reason?.name ?? "") \(run.notBeforeTime?.rfc3339 ?? "")"
  }
}
