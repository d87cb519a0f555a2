import RobotEngine
import RobotModel
import Testing

@Suite("DueComputation: after X (T2, S-24)")
struct DueComputationTests {
  private static let warsaw = TestZone.warsaw

  private static func due(
    _ base: String,
    plus count: Int64,
    _ unit: TimeUnit,
    in zone: ZoneTable = warsaw
  ) throws -> DueComputation {
    var computation = DueComputation(from: .entry(try Instant(rfc3339: base)))
    computation.add(try #require(TimeSpan(count: count, unit: unit)), in: zone)
    return computation
  }

  /// One row of the table: base, count and unit, due.
  struct Row: Sendable, CustomStringConvertible {
    var base: String
    var count: Int64
    var unit: TimeUnit
    var due: String

    var description: String { "\(base) + \(count) \(unit)" }
  }

  @Test(
    "the due time is the base plus the span",
    arguments: [
      Row(base: "2026-06-03T15:30:00Z", count: 90, unit: .second, due: "2026-06-03T15:31:30Z"),
      Row(
        base: "2026-06-03T15:30:00.250Z",
        count: 5,
        unit: .minute,
        due: "2026-06-03T15:35:00.250Z"
      ),
      Row(base: "2026-06-03T15:30:00Z", count: 48, unit: .hour, due: "2026-06-05T15:30:00Z"),
      Row(base: "2026-06-03T15:30:00Z", count: 2, unit: .day, due: "2026-06-05T15:30:00Z"),
      Row(base: "2026-06-03T15:30:00Z", count: 3, unit: .week, due: "2026-06-24T15:30:00Z"),
      Row(base: "2026-06-03T15:30:00Z", count: 1, unit: .month, due: "2026-07-03T15:30:00Z"),
      Row(base: "2026-06-03T15:30:00Z", count: 10, unit: .year, due: "2036-06-03T15:30:00Z"),
      // Across the changes of 29 March and 25 October 2026: 23 and 25 hours, or one and one.
      Row(base: "2026-03-28T11:00:00Z", count: 1, unit: .day, due: "2026-03-29T10:00:00Z"),
      Row(base: "2026-03-28T11:00:00Z", count: 24, unit: .hour, due: "2026-03-29T11:00:00Z"),
      Row(base: "2026-10-24T10:00:00Z", count: 1, unit: .day, due: "2026-10-25T11:00:00Z"),
      Row(base: "2026-10-24T10:00:00Z", count: 24, unit: .hour, due: "2026-10-25T10:00:00Z"),
      // 02:30 does not exist on 29 March and exists twice on 25 October.
      Row(base: "2026-03-28T01:30:00Z", count: 1, unit: .day, due: "2026-03-29T01:30:00Z"),
      Row(base: "2026-03-22T01:30:00Z", count: 1, unit: .week, due: "2026-03-29T01:30:00Z"),
      Row(base: "2026-10-24T00:30:00Z", count: 1, unit: .day, due: "2026-10-25T00:30:00Z"),
      // The last day of the month, by the wall clock: 31 January 23:30Z is 1 February in Warsaw.
      Row(base: "2026-01-31T12:00:00Z", count: 1, unit: .month, due: "2026-02-28T12:00:00Z"),
      Row(base: "2028-01-31T12:00:00Z", count: 1, unit: .month, due: "2028-02-29T12:00:00Z"),
      Row(base: "2026-01-31T23:30:00Z", count: 1, unit: .month, due: "2026-02-28T23:30:00Z"),
      Row(base: "2028-02-29T12:00:00Z", count: 1, unit: .year, due: "2029-02-28T12:00:00Z"),
      Row(base: "2026-08-31T12:00:00Z", count: 1, unit: .month, due: "2026-09-30T12:00:00Z"),
    ]
  )
  func table(row: Row) throws {
    let due = try Self.due(row.base, plus: row.count, row.unit).due
    #expect(due.rfc3339 == row.due)
  }

  @Test("after nothing is at once, whatever the unit (S-39)", arguments: TimeUnit.allCases)
  func zero(unit: TimeUnit) throws {
    // The second 02:30 of the night when the clocks go back: its day must not lead to the first.
    let base = "2026-10-25T01:30:00Z"
    let computation = try Self.due(base, plus: 0, unit)
    #expect(computation.due.rfc3339 == base)
    #expect(computation.steps.count == 1)
  }

  @Test("each step is told: the calendar, the last day of the month, the gap, the overlap (O3)")
  func steps() throws {
    let gap = try Self.due("2026-01-31T01:30:00Z", plus: 1, .month)
    let base = try DueBase.entry(Instant(rfc3339: "2026-01-31T01:30:00Z"))
    let span = try #require(TimeSpan(count: 1, unit: .month))
    #expect(
      try gap.steps == [
        .base(base),
        .calendar(
          span,
          from: CivilDateTime(iso8601: "2026-01-31T02:30:00"),
          to: CivilDateTime(iso8601: "2026-02-28T02:30:00"),
          zone: "Europe/Warsaw"
        ),
        .lastDayOfMonth(insteadOfDay: 31, date: CivilDate(iso8601: "2026-02-28")),
        .shownOnce(Instant(rfc3339: "2026-02-28T01:30:00Z")),
      ]
    )
    #expect(
      try Self.due("2026-03-28T01:30:00Z", plus: 1, .day).steps.last
        == .movedOverGap(
          milliseconds: 3_600_000,
          reaching: Instant(rfc3339: "2026-03-29T01:30:00Z")
        )
    )
    #expect(
      try Self.due("2026-10-24T00:30:00Z", plus: 1, .day).steps.last
        == .firstOfTwo(
          apartMilliseconds: 3_600_000,
          reaching: Instant(rfc3339: "2026-10-25T00:30:00Z")
        )
    )
  }

  @Test("a span beyond the end of time is held there, without a trap", arguments: TimeUnit.allCases)
  func saturating(unit: TimeUnit) throws {
    let computation = try Self.due("2026-06-03T15:30:00Z", plus: .max, unit)
    #expect(computation.due == .latest)
    #expect(computation.steps.last == .heldAtLatest)
  }

  @Test(
    "adding a span never leads back, from any half hour of a year",
    arguments: TimeUnit.allCases
  )
  func neverBack(unit: TimeUnit) throws {
    let span = try #require(TimeSpan(count: 1, unit: unit))
    var base = try Instant(rfc3339: "2026-01-01T00:00:00Z")
    for _ in 0..<17_520 {
      var computation = DueComputation(from: .previousFinished(base))
      computation.add(span, in: Self.warsaw)
      #expect(computation.due > base)
      base = base.adding(milliseconds: 1_800_000)
    }
  }

  @Test("days keep the wall clock in a zone with half an hour of daylight time")
  func lordHowe() throws {
    let computation = try Self.due("2026-04-03T15:45:00Z", plus: 2, .day, in: TestZone.lordHowe)
    // 02:45 before and 02:45 after the clocks went back by thirty minutes.
    #expect(computation.due.rfc3339 == "2026-04-05T16:15:00Z")
  }
}
