import RobotModel
import Testing

@testable import RobotEngine

/// Runs whose predecessor ends since its date has come to be a passed one, by a change that is not
/// of their item (S-3, S-7): the clock begins on Monday, 2026-06-01, 08:00 UTC.
@Suite struct ReleasedRunTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
  }

  @Test("A run released by a calendar's new hours starts at once")
  func calendar() throws {
    try book.create(Self.office(opens: "12:00"))
    let early = TimingStart.instant(try Instant(rfc3339: "2026-06-01T07:00:00Z"))
    try enter(waitingBy: Timing(start: early, workingTime: .count, calendar: "office"))
    try book.update(Self.office(opens: "07:00"))
    try expectStarted()
  }

  @Test("A run released by the date of a linked record starts at once")
  func linkedDate() throws {
    try put(birthday: "2026-06-20")
    let birthday = DateTiming(path: "contact.birthday", direction: .at)
    try enter(waitingBy: Timing(start: .date(birthday)))
    try put(birthday: "2026-05-20")
    try expectStarted()
  }

  // MARK: - The deal

  private static func office(opens: String) -> WorkCalendar {
    WorkCalendar(
      id: "office",
      timeZone: "UTC",
      hours: [
        WorkingHours(
          days: [.monday],
          opens: DueTable.clock(opens),
          closes: DueTable.clock("16:00")
        )
      ]
    )
  }

  private func put(birthday: String) throws {
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: "contact", id: "C-1"),
        changes: [FieldChange(name: "birthday", value: .date(DueTable.date(birthday)))]
      ),
      by: book.caller,
      at: book.now
    )
  }

  /// Puts a deal where one robot waits by a timing, and another for the end of that.
  private func enter(waitingBy timing: Timing) throws {
    var first = RuleBook.log("first")
    first.timing = timing
    first.timing.pastDue = .skip
    try book.create(first)
    var then = RuleBook.log("then")
    then.timing = Timing(start: .immediately, isAfterPrevious: true)
    then.timing.chainPolicy = .onFinish
    try book.create(then)
    let contact = FieldValue.reference(RecordKey(entityType: "contact", id: "C-1"))
    let isLinked = timing.calendar.isEmpty
    try book.put("D-1", stage: "new", isLinked ? [("contacts", .list([contact]))] : [])
    #expect(try states() == ["WAITING TIME", "WAITING PREVIOUS"])
  }

  private func expectStarted() throws {
    book.house.commit()
    try book.house.advance(to: book.now)
    #expect(try states() == ["SKIPPED DATE_PASSED", "SUCCEEDED"])
    try book.expectSurvivesReload()
  }

  private func states() throws -> [String] {
    let visit = try #require(book.house.visits(of: "D-1").last)
    return book.house.runs(of: visit).map { run in
      run.state.name + (run.reason.map { " \($0.name)" } ?? "")
    }
  }
}
