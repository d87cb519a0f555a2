import RobotModel
import Testing

@testable import RobotEngine

/// Occurrences of a date to which a person has given a time (S-9).
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
    #expect(try runs().map(\.words) == ["SUCCEEDED 202606", "WAITING DATE_EMPTY 0"])
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

  // MARK: - The deal

  /// Puts the deal with a close date, or without.
  private func put(day: String?) throws {
    let value = day.map { FieldValue.date(DueTable.date($0)) }
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: "deal", id: "D-1"),
        changes: [FieldChange(name: "close_date", value: value)],
        pipeline: "sales",
        stage: "new"
      ),
      by: book.caller,
      at: book.now
    )
  }

  private func runs() throws -> [Run] {
    let visit = try #require(book.house.visits(of: "D-1").last)
    return book.house.runs(of: visit)
  }
}

extension Run {
  fileprivate var words: String {
    "\(state.name) " + (reason.map { "\($0.name) " } ?? "") + "\(occurrence)"
  }
}
