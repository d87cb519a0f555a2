import RobotEngine
import RobotModel
import Testing

/// Every example of S-10 and S-39, and the cases between them.
@Suite("DueRule: working time and dates (T3, T4, T5)")
struct DueRuleTests {
  /// One row: what it counts from, the timing, the mode, the result.
  struct Row: Sendable, CustomStringConvertible {
    let from: String
    let timing: String
    let mode: WorkingTimeMode
    let due: String

    init(_ from: String, _ timing: String, _ mode: WorkingTimeMode, _ due: String) {
      self.from = from
      self.timing = timing
      self.mode = mode
      self.due = due
    }

    var description: String { "\(from), \(timing), \(mode): \(due)" }
  }

  @Test(
    "what counts from the entry (S-10)",
    arguments: [
      // Wednesday 15:30 before a holiday.
      Row("2026-06-03 15:30", "after 1 hour", .count, "2026-06-05 08:30"),
      Row("2026-06-03 15:30", "after 1 day", .count, "2026-06-05 15:30"),
      Row("2026-06-03 15:30", "after 30 minutes", .count, "2026-06-05 08:00"),
      Row("2026-06-03 15:30", "after 29 minutes", .count, "2026-06-03 15:59"),
      Row("2026-06-03 15:30", "after 90 seconds", .count, "2026-06-03 15:31:30"),
      Row("2026-06-03 15:30", "after 8 hours", .count, "2026-06-05 15:30"),
      Row("2026-06-03 15:30", "after 80 hours", .count, "2026-06-18 15:30"),
      Row("2026-06-03 16:00", "immediately", .count, "2026-06-05 08:00"),
      Row("2026-06-03 16:00", "immediately", .shift, "2026-06-05 08:00"),
      Row("2026-06-03 15:59", "immediately", .count, "2026-06-03 15:59"),
      Row("2026-06-03 18:00", "after 0 days", .count, "2026-06-05 08:00"),
      // From a Saturday the start moves to Monday first.
      Row("2026-06-06 12:00", "after 1 hour", .count, "2026-06-08 09:00"),
      Row("2026-06-06 12:00", "after 1 day", .count, "2026-06-09 08:00"),
      Row("2026-06-03 07:00", "after 1 day", .count, "2026-06-05 08:00"),
      Row("2026-06-03 20:00", "after 2 days", .count, "2026-06-09 08:00"),
      // SHIFT counts plainly, then moves.
      Row("2026-06-03 15:30", "after 1 hour", .shift, "2026-06-05 08:00"),
      Row("2026-06-03 15:30", "after 1 day", .shift, "2026-06-05 08:00"),
      Row("2026-06-03 15:30", "after 2 days", .shift, "2026-06-05 15:30"),
      Row("2026-06-03 15:30", "after 3 days", .shift, "2026-06-08 08:00"),
      Row("2026-06-06 12:00", "after 1 hour", .shift, "2026-06-08 08:00"),
      // Weeks and longer count from the entry, unmoved, and then shift.
      Row("2026-06-06 12:00", "after 1 week", .count, "2026-06-15 08:00"),
      Row("2026-05-28 12:00", "after 1 week", .count, "2026-06-05 08:00"),
      Row("2026-05-27 12:00", "after 1 week", .count, "2026-06-03 12:00"),
      Row("2026-05-04 12:00", "after 1 month", .count, "2026-06-05 08:00"),
      Row("2025-06-04 12:00", "after 1 year", .count, "2026-06-05 08:00"),
      // "At 10:00, next possible".
      Row("2026-06-03 09:59", "clock 10:00", .count, "2026-06-03 10:00"),
      Row("2026-06-03 10:00", "clock 10:00", .count, "2026-06-03 10:00"),
      Row("2026-06-03 10:01", "clock 10:00", .count, "2026-06-05 10:00"),
      Row("2026-06-03 10:01", "clock 10:00", .shift, "2026-06-05 10:00"),
      Row("2026-06-03 10:01", "clock 10:00", .off, "2026-06-04 10:00"),
      Row("2026-06-03 10:00", "clock 10:00", .off, "2026-06-03 10:00"),
      Row("2026-06-05 15:00", "clock 08:00", .count, "2026-06-08 08:00"),
      // An instant moves to the next working moment; one that is ahead is no matter of S-8.
      Row("2026-06-03 10:00", "instant 2026-06-04 12:00", .count, "2026-06-05 08:00"),
      Row("2026-06-03 10:00", "instant 2026-06-04 12:00", .off, "2026-06-04 12:00"),
      Row("2026-06-03 10:00", "instant 2026-06-03 10:00", .off, "2026-06-03 10:00"),
      Row("2026-06-03 10:00", "instant 2026-06-03 09:59", .off, "DATE_PASSED"),
    ]
  )
  func fromEntry(row: Row) {
    let entry = DueTable.instant(row.from)
    let rule = DueTable.rule(DueTable.start(row.timing), row.mode)
    let outcome = rule.outcome(from: .entry(entry), date: nil, at: entry)
    #expect(DueTable.text(outcome) == row.due)
  }

  @Test(
    "what counts from a date, ahead of it (S-10, S-39)",
    arguments: [
      // Whole working days before: at the base's clock time, or within the day.
      Row("2026-06-06 18:00", "before 1 day", .count, "2026-06-05 15:59:59.999"),
      Row("2026-06-07", "before 1 day", .count, "2026-06-05 08:00"),
      Row("2026-06-08 10:30", "before 1 day", .count, "2026-06-05 10:30"),
      Row("2026-06-08 07:00", "before 1 day", .count, "2026-06-05 08:00"),
      Row("2026-06-05 10:30", "before 1 day", .count, "2026-06-03 10:30"),
      Row("2026-06-08", "before 3 days", .count, "2026-06-02 08:00"),
      // Hours go back within working hours; a closing is never the result.
      Row("2026-06-06", "before 1 hour", .count, "2026-06-05 15:00"),
      Row("2026-06-06", "before 8 hours", .count, "2026-06-05 08:00"),
      Row("2026-06-06", "before 9 hours", .count, "2026-06-03 15:00"),
      Row("2026-06-05 08:00", "before 30 minutes", .count, "2026-06-03 15:30"),
      Row("2026-06-05 12:00", "before 1 hour", .count, "2026-06-05 11:00"),
      // SHIFT before: the same day if it is early enough, else the working day before.
      Row("2026-06-08 10:00", "before 1 day", .shift, "2026-06-05 10:00"),
      Row("2026-06-08 20:00", "before 1 hour", .shift, "2026-06-08 15:59:59.999"),
      Row("2026-06-08 07:30", "before 1 hour", .shift, "2026-06-05 08:00"),
      Row("2026-06-08 08:30", "before 1 hour", .shift, "2026-06-08 08:00"),
      Row("2026-06-08 08:00", "before 1 hour", .shift, "2026-06-05 08:00"),
      Row("2026-06-05 09:00", "before 1 hour", .shift, "2026-06-05 08:00"),
      Row("2026-06-08 10:00", "before 2 days", .shift, "2026-06-05 10:00"),
      // Without a time a date counts from 09:00.
      Row("2026-06-08", "before 1 day", .shift, "2026-06-05 09:00"),
      Row("2026-06-08", "before 1 day", .off, "2026-06-07 09:00"),
      Row("2026-06-08", "before 2 hours", .off, "2026-06-08 07:00"),
      Row("2026-06-08", "after 1 day", .off, "2026-06-09 09:00"),
      Row("2026-06-08", "at", .off, "2026-06-08 09:00"),
      Row("2026-06-06", "at", .count, "2026-06-08 08:00"),
      Row("2026-06-06 12:00", "at", .shift, "2026-06-08 08:00"),
      Row("2026-06-06", "before 0 days", .count, "2026-06-08 08:00"),
      Row("2026-06-06", "after 0 days", .count, "2026-06-08 08:00"),
      Row("2026-06-06", "after 1 day", .count, "2026-06-09 08:00"),
      Row("2026-06-03", "after 1 day", .count, "2026-06-05 09:00"),
      // Weeks and longer: by the calendar, then as SHIFT.
      Row("2026-06-11 10:00", "before 1 week", .count, "2026-06-03 10:00"),
      Row("2026-07-04", "before 1 month", .count, "2026-06-03 09:00"),
      Row("2026-03-31 12:00", "before 1 month", .off, "2026-02-28 12:00"),
    ]
  )
  func fromDate(row: Row) {
    let timing = Self.timing(row.timing)
    let outcome = DueTable.rule(.date(timing), row.mode).outcome(
      from: .entry(DueTable.instant("2026-01-01 00:00")),
      date: DueTable.value(row.from),
      at: DueTable.instant("2026-01-01 00:00")
    )
    #expect(DueTable.text(outcome) == row.due)
  }

  /// "before 1 day", "at".
  private static func timing(_ text: String) -> DateTiming {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let direction = DateDirection.allCases.first { "\($0)" == parts[0] } ?? .at
    let span = parts.count > 1 ? DueTable.span(parts[1]) : .zero
    return DateTiming(path: "close_date", direction: direction, span: span)
  }

  @Test("a time of the day belongs to dates without one, a clock time replaces any (S-39, T4)")
  func times() {
    let entry = DueBase.entry(DueTable.instant("2026-01-01 00:00"))
    func due(_ timing: DateTiming, _ mode: WorkingTimeMode, _ value: String) -> String {
      let rule = DueTable.rule(.date(timing), mode)
      return DueTable.text(
        rule.outcome(from: entry, date: DueTable.value(value), at: entry.instant)
      )
    }
    var timing = Self.timing("before 1 day")
    timing.atTime = DueTable.clock("14:00")
    #expect(due(timing, .off, "2026-06-08") == "2026-06-07 14:00")
    #expect(due(timing, .off, "2026-06-08 10:00") == "2026-06-07 10:00")
    #expect(due(timing, .count, "2026-06-08") == "2026-06-05 14:00")
    #expect(due(timing, .count, "2026-06-08 10:00") == "2026-06-05 10:00")
    timing.atTime = DueTable.clock("20:00")
    #expect(due(timing, .count, "2026-06-08") == "2026-06-05 15:59:59.999")
    timing.atTime = DueTable.clock("06:00")
    #expect(due(timing, .count, "2026-06-08") == "2026-06-05 08:00")
    var clock = Self.timing("at")
    clock.clockTime = DueTable.clock("11:30")
    #expect(due(clock, .off, "2026-06-08") == "2026-06-08 11:30")
    #expect(due(clock, .off, "2026-06-08 23:00") == "2026-06-08 11:30")
    #expect(due(clock, .count, "2026-06-06 23:00") == "2026-06-08 08:00")
  }

  @Test("a date without a time stays a reading of the clock until the result (S-39)")
  func readings() {
    // 02:30 does not exist on 29 March 2026.
    let entry = DueBase.entry(DueTable.instant("2026-01-01 00:00"))
    func due(_ timing: String, _ value: String) -> String {
      var timing = Self.timing(timing)
      timing.atTime = DueTable.clock("02:30")
      let rule = DueTable.rule(.date(timing), .off)
      return DueTable.text(
        rule.outcome(from: entry, date: DueTable.value(value), at: entry.instant)
      )
    }
    #expect(due("at", "2026-03-29") == "2026-03-29 03:30")
    #expect(due("before 1 day", "2026-03-29") == "2026-03-28 02:30")
    #expect(due("before 1 day", "2026-03-30") == "2026-03-29 03:30")
    #expect(due("after 1 day", "2026-03-29") == "2026-03-30 02:30")
    #expect(due("before 1 hour", "2026-03-29") == "2026-03-29 01:30")
  }

  @Test("a clock time in a gap is moved first, then tested for working time (S-39)")
  func clockInGap() {
    func due(_ hours: (String, String), _ from: String) -> String {
      let calendar = WorkCalendar(
        id: "night",
        timeZone: "Europe/Warsaw",
        hours: [
          WorkingHours(
            days: Weekday.allCases,
            opens: DueTable.clock(hours.0),
            closes: DueTable.clock(hours.1)
          )
        ]
      )
      let rule = DueTable.rule(
        .clockTime(DueTable.clock("02:30")),
        .count,
        in: WorkingTime(calendar, zone: TestZone.warsaw)
      )
      let entry = DueTable.instant(from)
      return DueTable.text(rule.outcome(from: .entry(entry), date: nil, at: entry))
    }
    #expect(due(("02:00", "04:00"), "2026-03-28 12:00") == "2026-03-29 03:30")
    #expect(due(("02:00", "03:00"), "2026-03-28 12:00") == "2026-03-30 02:30")
    // Shown twice on 25 October: the first counts, and the second is too late for that day.
    #expect(due(("02:00", "04:00"), "2026-10-25 01:00") == "2026-10-25 02:30")
  }

  @Test("hours are judged by the clock: a skipped one is missing, a repeated one works twice")
  func repeatedHour() throws {
    let calendar = WorkCalendar(
      id: "night",
      timeZone: "Europe/Warsaw",
      hours: [
        WorkingHours(
          days: Weekday.allCases,
          opens: DueTable.clock("22:00"),
          closes: DueTable.clock("06:00")
        )
      ]
    )
    let night = WorkingTime(calendar, zone: TestZone.warsaw)
    func after(_ hours: Int64, _ from: String) throws -> String {
      let reached = night.adding(milliseconds: hours * 3_600_000, to: DueTable.instant(from))
      return DueTable.text(try #require(reached))
    }
    // Seven hours of work on the night of 28 March, nine on that of 24 October.
    #expect(try after(7, "2026-03-28 22:00") == "2026-03-29 22:00")
    #expect(try after(9, "2026-10-24 22:00") == "2026-10-25 22:00")
    #expect(try after(8, "2026-10-24 22:00") == "2026-10-25 05:00")
    #expect(try after(8, "2026-06-01 22:00") == "2026-06-02 22:00")
  }

  @Test("the way to a due time is told step by step (O3)")
  func steps() throws {
    let entry = DueTable.instant("2026-06-06 12:00")
    let rule = DueTable.rule(.after(DueTable.span("1 day")), .count)
    let steps = rule.outcome(from: .entry(entry), date: nil, at: entry).computation?.steps
    #expect(
      try steps == [
        .base(.entry(entry)),
        .working(.next(DueTable.instant("2026-06-08 08:00"))),
        .working(.daysAdded(1, CivilDate(iso8601: "2026-06-09"))),
        .shownOnce(DueTable.instant("2026-06-09 08:00")),
      ]
    )
  }
}
