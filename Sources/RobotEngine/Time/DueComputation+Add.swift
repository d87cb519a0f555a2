// "X after" and "X before" (T2, T3)
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
    step(span, isBackward: false, in: zone)
  }

  /// Goes back by a span from the instant reached (S-24).
  package mutating func subtract(_ span: TimeSpan, in zone: ZoneTable) {
    step(span, isBackward: true, in: zone)
  }

  private mutating func step(_ span: TimeSpan, isBackward: Bool, in zone: ZoneTable) {
    guard !span.isZero else { return }
    if span.unit.elapsedMilliseconds != nil {
      let reached = due.adding(milliseconds: isBackward ? -span.milliseconds : span.milliseconds)
      move(
        to: reached,
        by: isBackward
          ? .elapsedBefore(span, reaching: reached) : .elapsed(span, reaching: reached)
      )
    } else {
      stepOnCalendar(span, isBackward: isBackward, in: zone)
    }
    if due == .latest { note(.heldAtLatest) }
  }

  private mutating func stepOnCalendar(
    _ span: TimeSpan,
    isBackward: Bool,
    in zone: ZoneTable
  ) {
    let from = reading ?? zone.civil(at: due)
    let date = from.date.stepping(by: span, isBackward: isBackward)
    let to = CivilDateTime(date: date, time: from.time)
    note(.calendar(span, from: from, to: to, zone: zone.name))
    if span.unit >= .month, to.date.day < from.date.day {
      note(.lastDayOfMonth(insteadOfDay: from.date.day, date: to.date))
    }
    move(to: to, in: zone)
  }
}

extension TimeSpan {
  /// The length of a span of seconds, minutes or hours, held within what a number can say.
  var milliseconds: Int64 {
    guard let unit = unit.elapsedMilliseconds else {
      preconditionFailure("\(self) have no length of their own")
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit)
    return overflow ? .max : product
  }
}

extension CivilDate {
  /// The date a span of days, weeks, months or years later, or earlier.
  fileprivate func stepping(by span: TimeSpan, isBackward: Bool) -> CivilDate {
    let perUnit: Int64 = span.unit == .week ? 7 : span.unit == .year ? 12 : 1
    let (count, overflow) = span.count.multipliedReportingOverflow(by: perUnit)
    let held = overflow ? Int64.max : count
    let signed = isBackward ? -held : held
    return span.unit >= .month ? adding(months: signed) : adding(days: signed)
  }
}
