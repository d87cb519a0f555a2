import RobotEngine
import RobotModel
import Testing

/// Due times that are past when they are computed, and dates without a value (S-8, S-4).
@Suite struct PastDueTests {
  /// One row: the date, now, the timing, the policy, the outcome.
  struct Row: Sendable, CustomStringConvertible {
    let date: String
    let now: String
    let direction: DateDirection
    let span: String
    let policy: PastDue
    let outcome: String

    init(
      _ date: String,
      now: String,
      _ direction: DateDirection,
      _ span: String,
      _ policy: PastDue,
      _ outcome: String
    ) {
      self.date = date
      self.now = now
      self.direction = direction
      self.span = span
      self.policy = policy
      self.outcome = outcome
    }

    var description: String { "\(direction) \(date) \(span), now \(now), \(policy)" }
  }

  private static func outcome(
    _ row: Row,
    _ mode: WorkingTimeMode = .off,
    from base: DueBase? = nil
  ) -> String {
    let timing = DateTiming(
      path: "close_date",
      direction: row.direction,
      span: row.span.isEmpty ? .zero : DueTable.span(row.span)
    )
    let now = DueTable.instant(row.now)
    let rule = DueTable.rule(.date(timing), mode, pastDue: row.policy)
    return DueTable.text(
      rule.outcome(from: base ?? .entry(now), date: DueTable.value(row.date), at: now)
    )
  }

  @Test(
    "a past due time runs late while the date is ahead, and is skipped when that is past too",
    arguments: [
      // The due time is ahead, or just now: no question arises.
      Row("2026-06-10 12:00", now: "2026-06-09 12:00", .before, "1 day", .skip, "2026-06-09 12:00"),
      Row("2026-06-10 12:00", now: "2026-06-09 12:01", .before, "1 day", .skip, "DATE_PASSED"),
      Row(
        "2026-06-10 12:00",
        now: "2026-06-09 12:01",
        .before,
        "1 day",
        .runNowUntilDate,
        "2026-06-09 12:00"
      ),
      Row(
        "2026-06-10 12:00",
        now: "2026-06-10 11:59",
        .before,
        "1 day",
        .runNowUntilDate,
        "2026-06-09 12:00"
      ),
      // A base that is exactly now is past.
      Row(
        "2026-06-10 12:00",
        now: "2026-06-10 12:00",
        .before,
        "1 day",
        .runNowUntilDate,
        "DATE_PASSED"
      ),
      Row(
        "2026-06-10 12:00",
        now: "2026-07-10 12:00",
        .before,
        "1 day",
        .runNow,
        "2026-06-09 12:00"
      ),
      // At a moment the base is the due time itself.
      Row(
        "2026-06-10 12:00",
        now: "2026-06-10 12:00",
        .at,
        "",
        .runNowUntilDate,
        "2026-06-10 12:00"
      ),
      Row("2026-06-10 12:00", now: "2026-06-10 12:01", .at, "", .runNowUntilDate, "DATE_PASSED"),
      Row("2026-06-10 12:00", now: "2026-06-10 12:01", .at, "", .runNow, "2026-06-10 12:00"),
      Row(
        "2026-06-10 12:00",
        now: "2026-06-10 12:01",
        .before,
        "0 days",
        .runNow,
        "2026-06-10 12:00"
      ),
      // A date without a time is ahead until its day ends; entered that day after 09:00 runs late.
      Row("2026-06-10", now: "2026-06-10 11:00", .at, "", .runNowUntilDate, "2026-06-10 09:00"),
      Row(
        "2026-06-10",
        now: "2026-06-10 23:59",
        .before,
        "1 day",
        .runNowUntilDate,
        "2026-06-09 09:00"
      ),
      Row("2026-06-10", now: "2026-06-11 00:00", .at, "", .runNowUntilDate, "DATE_PASSED"),
      Row("2026-06-10", now: "2026-06-10 11:00", .at, "", .skip, "DATE_PASSED"),
      // After a date nothing is skipped.
      Row(
        "2026-06-10 12:00",
        now: "2026-07-10 12:00",
        .after,
        "1 day",
        .runNowUntilDate,
        "2026-06-11 12:00"
      ),
      Row("2026-06-10", now: "2026-07-10 12:00", .after, "1 day", .skip, "2026-06-11 09:00"),
    ]
  )
  func policies(row: Row) {
    #expect(Self.outcome(row) == row.outcome)
  }

  @Test("an empty date waits, whatever the policy", arguments: PastDue.allCases)
  func empty(policy: PastDue) {
    let now = DueTable.instant("2026-06-03 12:00")
    let rule = DueTable.rule(.date(DateTiming(path: "close_date")), .off, pastDue: policy)
    #expect(rule.outcome(from: .entry(now), date: nil, at: now) == .dateEmpty)
  }

  @Test("behind another robot the later of date and finish counts (S-4)")
  func chained() {
    let finish = DueTable.instant("2026-06-09 15:00")
    func outcome(_ date: String, _ policy: PastDue, _ mode: WorkingTimeMode = .off) -> String {
      let now = "2026-06-09 15:00"
      let row = Row(date, now: now, .before, "1 day", policy, "")
      return Self.outcome(row, mode, from: .previousFinished(finish))
    }
    // The date is far: it waits for the day before.
    #expect(outcome("2026-06-12 12:00", .runNowUntilDate) == "2026-06-11 12:00")
    // The day before has passed, the date is ahead: at the finish.
    #expect(outcome("2026-06-10 12:00", .runNowUntilDate) == "2026-06-09 15:00")
    #expect(outcome("2026-06-10 12:00", .skip) == "DATE_PASSED")
    #expect(outcome("2026-06-09 12:00", .runNowUntilDate) == "DATE_PASSED")
    #expect(outcome("2026-06-09 12:00", .runNow) == "2026-06-09 15:00")
    let late = DueBase.previousFinished(DueTable.instant("2026-06-09 18:00"))
    let row = Row("2026-06-10 12:00", now: "2026-06-09 18:00", .before, "1 day", .runNow, "")
    #expect(Self.outcome(row, .count, from: late) == "2026-06-10 08:00")
  }

  @Test("at 10:00 behind another robot is the next 10:00 after its finish (S-39)")
  func chainedClock() {
    let finish = DueTable.instant("2026-06-03 10:30")
    let rule = DueTable.rule(.clockTime(DueTable.clock("10:00")), .count)
    let outcome = rule.outcome(from: .previousFinished(finish), date: nil, at: finish)
    #expect(DueTable.text(outcome) == "2026-06-05 10:00")
  }

  @Test("an exact time behind another robot is judged by itself (S-4)")
  func chainedInstant() {
    let start = TimingStart.instant(DueTable.instant("2026-06-03 12:00"))
    func outcome(_ finish: String, _ policy: PastDue) -> String {
      let finish = DueTable.instant(finish)
      return DueTable.text(
        DueTable.rule(start, .off, pastDue: policy)
          .outcome(from: .previousFinished(finish), date: nil, at: finish)
      )
    }
    #expect(outcome("2026-06-03 11:00", .runNowUntilDate) == "2026-06-03 12:00")
    #expect(outcome("2026-06-03 13:00", .runNowUntilDate) == "DATE_PASSED")
    #expect(outcome("2026-06-03 13:00", .runNow) == "2026-06-03 13:00")
  }
}
