import RobotEngine
import RobotModel
import Testing

/// Recurring dates (S-9, S-39, S-41).
@Suite struct OccurrenceTests {
  private static func occurrences(
    _ date: String,
    _ recurrence: Recurrence,
    entry: String,
    count: Int,
    direction: DateDirection = .at,
    span: String = "",
    mode: WorkingTimeMode = .off
  ) -> [String] {
    let timing = DateTiming(
      path: "birthday",
      direction: direction,
      span: span.isEmpty ? .zero : DueTable.span(span),
      recurrence: recurrence
    )
    let rule = DueTable.rule(.date(timing), mode)
    var last: UInt32 = 0
    return (0..<count).compactMap { _ in
      let found = rule.occurrence(
        of: DueTable.value(date),
        notBefore: DueTable.instant(entry),
        after: last
      )
      last = found?.number ?? last
      return found.map { "\($0.number) \(DueTable.text($0.computation.due))" }
    }
  }

  @Test("a birthday comes every year, on 28 February where there is no 29th")
  func leapDay() {
    let found = Self.occurrences(
      "1992-02-29",
      .yearly,
      entry: "2026-06-03 12:00",
      count: 3,
      direction: .before,
      span: "0 days"
    )
    #expect(found == ["2027 2027-02-28 09:00", "2028 2028-02-29 09:00", "2029 2029-02-28 09:00"])
  }

  @Test("a monthly date counts from the original day")
  func monthly() {
    let found = Self.occurrences("2026-01-31", .monthly, entry: "2026-01-01 00:00", count: 4)
    #expect(
      found == [
        "202601 2026-01-31 09:00", "202602 2026-02-28 09:00", "202603 2026-03-31 09:00",
        "202604 2026-04-30 09:00",
      ]
    )
  }

  @Test("no occurrence lies before the date itself, and none is due before the entry")
  func bounds() {
    #expect(
      Self.occurrences("2030-05-10", .yearly, entry: "2026-06-03 12:00", count: 1)
        == ["2030 2030-05-10 09:00"]
    )
    #expect(
      Self.occurrences("2000-06-03 12:00", .yearly, entry: "2026-06-03 12:00", count: 2)
        == ["2026 2026-06-03 12:00", "2027 2027-06-03 12:00"]
    )
    #expect(
      Self.occurrences("2000-06-03 11:59", .yearly, entry: "2026-06-03 12:00", count: 1)
        == ["2027 2027-06-03 11:59"]
    )
  }

  @Test("days before an occurrence may lie in the year before it")
  func across() {
    let found = Self.occurrences(
      "1990-01-02",
      .yearly,
      entry: "2026-06-03 12:00",
      count: 2,
      direction: .before,
      span: "3 days"
    )
    #expect(found == ["2027 2026-12-30 09:00", "2028 2027-12-30 09:00"])
  }

  @Test("an occurrence on a day off moves by the rules of working time")
  func workingTime() {
    // 6 June 2026 is a Saturday.
    #expect(
      Self.occurrences("1990-06-06", .yearly, entry: "2026-06-01 12:00", count: 1, mode: .count)
        == ["2026 2026-06-08 08:00"]
    )
  }

  @Test("a corrected date has its next occurrence in the next year (S-41)")
  func corrected() {
    let timing = DateTiming(path: "birthday", recurrence: .yearly)
    let found = DueTable.rule(.date(timing), .off).occurrence(
      of: DueTable.value("1990-09-20"),
      notBefore: DueTable.instant("2026-01-01 00:00"),
      after: 2026
    )
    #expect(found.map { DueTable.text($0.computation.due) } == "2027-09-20 09:00")
  }

  @Test("the calendar's end ends the occurrences")
  func end() {
    #expect(Self.occurrences("9999-06-01", .yearly, entry: "2026-01-01 00:00", count: 3).count == 1)
    #expect(
      Self.occurrences("9999-06-01", .yearly, entry: "9999-08-01 00:00", count: 1).isEmpty
    )
  }
}
