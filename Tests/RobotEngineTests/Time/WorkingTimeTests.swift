import Foundation
import RobotEngine
import RobotModel
import Testing

/// Working time against the model that looks at every minute (S-10, S-24, S-39).
@Suite struct WorkingTimeTests {
  /// Zones whose clocks change at midnight, by half an hour, twice for Ramadan, or not at all.
  private static let zones = [
    "Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo",
    "America/Santiago", "America/Havana", "Asia/Beirut", "Africa/Casablanca", "Atlantic/Azores",
    "Asia/Kathmandu",
  ]

  @Test("random calendars agree with the minute-by-minute model (T5)", arguments: 0..<10)
  func random(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let zone = TestZone.zone(Self.zones[Int(seed) % Self.zones.count])
    let first = try Instant(rfc3339: "2020-01-01T00:00:00Z")
    let around = first.adding(milliseconds: Int64(numbers.below(3_650)) * 86_400_000)
    let change = zone.period(atSeconds: around.secondsSinceEpoch).end
    let middle = change == .max ? around.secondsSinceEpoch : change
    DueComparison(zone: zone, around: middle, days: 24, &numbers).run(questions: 150, &numbers)
  }

  @Test("a zone that skipped a day has no working day there")
  func skippedDay() {
    var numbers = SeededNumbers(seed: 7)
    let zone = TestZone.zone("Pacific/Apia")
    DueComparison(zone: zone, around: 1_325_239_200, days: 24, &numbers)
      .run(questions: 150, &numbers)
  }

  /// `ROBOTD_SWEEP=all swift test --filter WorkingTimeTests` takes every zone; else it is a sample.
  @Test("every change of every zone's clocks in ten years agrees with the model")
  func sweep() throws {
    let isWhole = ProcessInfo.processInfo.environment["ROBOTD_SWEEP"] == "all"
    let names = TestZone.names
    try #require(names.count > 300)
    let last = try Instant(rfc3339: "2031-01-01T00:00:00Z").secondsSinceEpoch
    var changes = 0
    for (index, name) in names.enumerated() where isWhole || index % 60 == 0 {
      let zone = TestZone.zone(name)
      var numbers = SeededNumbers(seed: UInt64(index))
      var seconds = try Instant(rfc3339: "2021-01-01T00:00:00Z").secondsSinceEpoch
      var taken = 0
      while true {
        seconds = zone.period(atSeconds: seconds).end
        guard seconds < last, isWhole || taken < 1 else { break }
        taken += 1
        DueComparison(zone: zone, around: seconds, days: 10, &numbers)
          .run(questions: 40, &numbers)
      }
      changes += taken
    }
    #expect(changes > (isWhole ? 4_000 : 0))
  }
}

/// Random questions about one calendar, put to the code and to the model.
struct DueComparison {
  private let zone: ZoneTable
  private let workingTime: WorkingTime
  private let naive: NaiveCalendar
  private let middle: Int

  /// Makes a random calendar whose days lie around an instant.
  init(zone: ZoneTable, around seconds: Int64, days: Int, _ numbers: inout SeededNumbers) {
    let instant = Instant(millisecondsSinceEpoch: (seconds - seconds % 60) * 1000)
    let calendar = numbers.calendar(near: zone.civil(at: instant).date)
    self.zone = zone
    workingTime = WorkingTime(calendar, zone: zone)
    middle = days * 720
    naive = NaiveCalendar(
      calendar,
      zone: zone,
      from: instant.adding(milliseconds: Int64(-days) * 43_200_000),
      days: days
    )
  }

  func run(questions: Int, _ numbers: inout SeededNumbers) {
    for minute in stride(from: 0, to: naive.works.count, by: 97) {
      let instant = naive.instant(minute)
      #expect(workingTime.contains(instant) == naive.works[minute])
      if let next = naive.next(minute) {
        #expect(workingTime.next(from: instant) == naive.instant(next))
      }
    }
    var answers = 0
    for _ in 0..<questions where ask(&numbers) { answers += 1 }
    #expect(answers > questions / 5, "the model knows too few of the answers")
  }

  /// Asks one question; false if the model does not know the answer.
  private func ask(_ numbers: inout SeededNumbers) -> Bool {
    let start = middle + (numbers.below(3) - 1) * numbers.below(7_000)
    let base = min(max(start, 0), naive.works.count - 1)
    let mode = numbers.pick(WorkingTimeMode.allCases)
    let model = NaiveDue(days: naive, mode: mode)
    if numbers.oneIn(6) {
      let time = numbers.clock(numbers.below(1440))
      return compare(
        .clockTime(time),
        mode,
        base: base,
        date: nil,
        with: model.next(time, from: base)
      )
    }
    let span = span(&numbers)
    if numbers.oneIn(4) {
      return compare(
        span.isZero ? .immediately : .after(span),
        mode,
        base: base,
        date: nil,
        with: model.due(.moment(base), .after, span)
      )
    }
    var timing = DateTiming(
      path: "date",
      direction: numbers.pick(DateDirection.allCases),
      span: span
    )
    guard numbers.oneIn(2) else {
      let date = naive.clock[base].date
      if numbers.oneIn(2) { timing.atTime = numbers.clock(numbers.below(96) * 15) }
      let time = timing.atTime ?? numbers.clock(540)
      let day = NaiveDue.Base.day(date, time, isTimeGiven: timing.atTime != nil)
      let due = model.due(day, timing.direction, span)
      return compare(.date(timing), mode, base: base, date: .day(date), with: due)
    }
    let due = model.due(.moment(base), timing.direction, span)
    return compare(.date(timing), mode, base: base, date: .moment(naive.instant(base)), with: due)
  }

  private func span(_ numbers: inout SeededNumbers) -> TimeSpan {
    let unit = numbers.pick([TimeUnit.minute, .hour, .hour, .day, .day, .week])
    let most = unit == .minute ? 2_000 : unit == .hour ? 40 : unit == .day ? 6 : 2
    return TimeSpan(count: Int64(numbers.below(most)), unit: unit) ?? .zero
  }

  /// Holds an answer against the model's, where the model knows one.
  private func compare(
    _ start: TimingStart,
    _ mode: WorkingTimeMode,
    base: Int,
    date: DateValue?,
    with expected: Instant?
  ) -> Bool {
    guard let expected else { return false }
    let timing = Timing(start: start, workingTime: mode)
    let rule = DueRule(timing, zone: zone, calendar: workingTime)
    let outcome = rule.outcome(
      from: .entry(naive.instant(base)),
      date: date,
      at: .earliest
    )
    #expect(
      outcome.computation?.due == expected,
      """
      \(zone.name), \(mode), \(start) from \(naive.instant(base)) or \(String(describing: date)), \
      with \(naive.calendar): \(outcome.computation?.steps ?? [])
      """
    )
    return true
  }
}
