// Working time on the time line
//
// A zone's time line is a row of periods, each with one offset; within a period the wall clock and
// the time line run side by side. So every question is first asked on the wall clock
// (``WorkingDays``) with the period's offset. If the answer lies within the period, it stands; if
// not, what the period holds is taken off and the next period is asked. An hour that the clocks
// skip lies in no period, one that they show twice in two: both come out right without a special
// case (S-39). A zone has two periods a year, so ten years of working hours take twenty steps.

package import RobotModel

/// A calendar in the form in which it computes, with its zone's table.
package final class WorkingTime: Sendable {
  /// The zone of the calendar.
  package let zone: ZoneTable
  let days: WorkingDays

  /// Compiles a calendar.
  ///
  /// - Parameter zone: The table of the calendar's zone.
  package init(_ calendar: WorkCalendar, zone: ZoneTable) {
    self.zone = zone
    let days = WorkingDays(calendar)
    let vanished = Self.vanishedDays(of: days, in: zone)
    self.days = vanished.isEmpty ? days : WorkingDays(calendar, vanished: vanished)
  }

  /// Whether an instant is working time.
  package func contains(_ instant: Instant) -> Bool {
    let reading = zone.civil(at: instant)
    return days.hours(on: reading.date.daysSinceEpoch).contains(
      Int64(reading.time.millisecondOfDay)
    )
  }

  /// The instant itself if it is working time, else the next opening; nil if there is none.
  package func next(from instant: Instant) -> Instant? { adding(milliseconds: 0, to: instant) }

  /// The working moment by which so much working time has passed since an instant.
  ///
  /// A sum that ends at a closing is the next opening (S-10). Nil if the year 9999 ends before.
  package func adding(milliseconds: Int64, to start: Instant) -> Instant? {
    var rest = milliseconds
    var from = start.millisecondsSinceEpoch
    var period = zone.period(atSeconds: start.secondsSinceEpoch)
    while true {
      let shift = Int64(period.offsetSeconds) * 1000
      let done = days.work(before: from + shift)
      let (number, overflow) = done.addingReportingOverflow(rest)
      guard !overflow, let reading = days.reading(ofWork: number) else { return nil }
      let reached = reading - shift
      guard reached <= Instant.latest.millisecondsSinceEpoch else { return nil }
      if period.end > reached.dividedDown(by: 1000) {
        return Instant(millisecondsSinceEpoch: reached)
      }
      from = period.end * 1000
      rest -= days.work(before: from + shift) - done
      period = zone.period(atSeconds: period.end)
    }
  }

  /// The working moment from which so much working time, more than none, is left until an instant.
  ///
  /// A closing is a boundary to count from and never the result (S-10). Nil if the year 1 begins
  /// after it.
  package func subtracting(milliseconds: Int64, from end: Instant) -> Instant? {
    var rest = milliseconds
    var until = end.millisecondsSinceEpoch
    var period = zone.period(atSeconds: (until - 1).dividedDown(by: 1000))
    while true {
      let shift = Int64(period.offsetSeconds) * 1000
      let done = days.work(before: until + shift)
      let before = period.start == .min ? 0 : days.work(before: period.start * 1000 + shift)
      if rest <= done - before {
        guard let reading = days.reading(ofWork: done - rest) else { return nil }
        let reached = Instant(millisecondsSinceEpoch: reading - shift)
        return reached.millisecondsSinceEpoch == reading - shift ? reached : nil
      }
      guard period.start != .min else { return nil }
      rest -= done - before
      until = period.start * 1000
      period = zone.period(atSeconds: period.start - 1)
    }
  }

  /// The days of which the clocks skip all hours: they are no working days, whatever the calendar
  /// says.
  ///
  /// A zone skips at most a day, and seldom in the daytime, so there are hardly ever any. The
  /// years until 2100 are looked at, those that tables are written out for.
  private static func vanishedDays(of days: WorkingDays, in zone: ZoneTable) -> [Int64] {
    let years: ClosedRange<Int64> = -2_208_988_800...4_133_980_800  // 1900 to 2100
    var vanished: [Int64] = []
    var period = zone.period(atSeconds: years.lowerBound)
    while period.end < years.upperBound {
      let next = zone.period(atSeconds: period.end)
      let skipped =
        period.end
        + Int64(period.offsetSeconds)..<max(
          period.end + Int64(period.offsetSeconds),
          period.end + Int64(next.offsetSeconds)
        )
      if !skipped.isEmpty {
        let first = skipped.lowerBound.dividedDown(by: 86_400)
        for day in first...(skipped.upperBound - 1).dividedDown(by: 86_400)
        where days.areHoursSkipped(on: day, skipping: skipped) && vanished.last != day {
          vanished.append(day)
        }
      }
      period = next
    }
    return vanished
  }
}

extension WorkingDays {
  /// Whether a day has hours and all of them lie within the skipped seconds of the wall clock.
  fileprivate func areHoursSkipped(on day: Int64, skipping: Range<Int64>) -> Bool {
    let hours = hours(on: day)
    let skip = skipping.lowerBound * 1000..<skipping.upperBound * 1000
    let midnight = day * ClockTime.millisecondsPerDay
    return !hours.isEmpty
      && hours.pieces.allSatisfy { piece in
        skip.lowerBound <= midnight + piece.lowerBound
          && midnight + piece.upperBound <= skip.upperBound
      }
  }
}
