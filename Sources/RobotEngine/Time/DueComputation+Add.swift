// "After X" (T2)
//
// Seconds, minutes and hours are elapsed time: an hour after 01:30 in the night when the clocks go
// back is an hour later on the time line, whatever the clocks show. Days, weeks, months and years
// are steps on the calendar that keep the wall clock: a day after 10:00 is 10:00, even if 23 or 25
// hours have passed (S-24). A month without that day gives its last one; a wall clock that the
// clocks skip moves forward by the gap; of one that they show twice the first counts.

package import RobotModel

extension DueComputation {
  /// Adds a span to the instant reached (S-24).
  ///
  /// Adding nothing changes nothing, whatever the unit.
  package mutating func add(_ span: TimeSpan, in zone: ZoneTable) {
    guard !span.isZero else { return }
    if let unitMilliseconds = span.unit.elapsedMilliseconds {
      addElapsed(span, unitMilliseconds: unitMilliseconds)
    } else {
      addCalendar(span, in: zone)
    }
    if due == .latest { note(.heldAtLatest) }
  }

  private mutating func addElapsed(_ span: TimeSpan, unitMilliseconds: Int64) {
    let (product, overflow) = span.count.multipliedReportingOverflow(by: unitMilliseconds)
    let reached = due.adding(milliseconds: overflow ? .max : product)
    move(to: reached, by: .elapsed(span, reaching: reached))
  }

  private mutating func addCalendar(_ span: TimeSpan, in zone: ZoneTable) {
    let from = zone.civil(at: due)
    let to = CivilDateTime(date: from.date.adding(span), time: from.time)
    note(.calendar(span, from: from, to: to, zone: zone.name))
    if span.unit >= .month, to.date.day < from.date.day {
      note(.lastDayOfMonth(insteadOfDay: from.date.day, date: to.date))
    }
    move(to: to, in: zone)
  }
}

extension CivilDate {
  /// The date a span of days, weeks, months or years later.
  fileprivate func adding(_ span: TimeSpan) -> CivilDate {
    let perUnit: Int64 = span.unit == .week ? 7 : span.unit == .year ? 12 : 1
    let (count, overflow) = span.count.multipliedReportingOverflow(by: perUnit)
    let held = overflow ? Int64.max : count
    return span.unit >= .month ? adding(months: held) : adding(days: held)
  }
}
