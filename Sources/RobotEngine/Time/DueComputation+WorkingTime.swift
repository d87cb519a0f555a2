// Counting and moving by working time (S-10)
//
// COUNT spends hours inside working hours and counts working days; SHIFT counts plainly and then
// moves the result. What counts forward ends at a working moment at or after the sum. What counts
// back from a date ends at a working moment on a day before it, or on the same day but before it:
// whoever is told "a day before" must not be told afterwards.

import RobotModel

extension DueComputation {
  /// Moves on to the next working moment, if this is none.
  mutating func moveForward(in workingTime: WorkingTime) {
    guard let next = workingTime.next(from: due) else { return holdAtLatest() }
    if next != due { move(to: next, by: .working(.next(next))) }
  }

  /// Adds a span of seconds, minutes, hours or days in working time.
  mutating func count(_ span: TimeSpan, in workingTime: WorkingTime) {
    moveForward(in: workingTime)
    guard !span.isZero, due != .latest else { return }
    guard span.unit == .day else {
      guard let reached = workingTime.adding(milliseconds: span.milliseconds, to: due) else {
        return holdAtLatest()
      }
      return move(to: reached, by: .working(.added(span, reaching: reached)))
    }
    let start = workingTime.zone.civil(at: due)
    guard let date = workingTime.day(span.count, after: start.date) else { return holdAtLatest() }
    let time = (reading ?? start).time
    note(.working(.daysAdded(span.count, date)))
    move(to: CivilDateTime(date: date, time: time), in: workingTime.zone)
    moveForward(in: workingTime)
  }

  /// Goes back by a span of seconds, minutes, hours or days, more than none, in working time.
  ///
  /// - Parameter isToOpening: Whole days lead to a day's opening, because the base is a date that
  ///   names no time.
  mutating func countBack(_ span: TimeSpan, isToOpening: Bool, in workingTime: WorkingTime) {
    guard span.unit == .day else {
      let reached = workingTime.subtracting(milliseconds: span.milliseconds, from: due)
      guard let reached else { return holdAtEarliest() }
      return move(to: reached, by: .working(.subtracted(span, reaching: reached)))
    }
    let base = reading ?? workingTime.zone.civil(at: due)
    guard let date = workingTime.day(span.count, before: base.date) else {
      return holdAtEarliest()
    }
    note(.working(.daysSubtracted(span.count, date)))
    if isToOpening {
      let opening = workingTime.opening(of: date)
      move(to: opening, by: .working(.opening(opening)))
    } else {
      moveWithin(date, towards: base.time, in: workingTime)
    }
  }

  /// Moves a plain result before a base to a working moment before it.
  mutating func moveBack(before base: Instant, in workingTime: WorkingTime) {
    let plain = workingTime.zone.civil(at: due)
    if workingTime.isWorkingDay(plain.date) {
      let moment = workingTime.lastMoment(of: plain.date, notAfter: due)
      if moment < base {
        if moment != due { move(to: moment, by: .working(.nearestOfDay(moment))) }
        return
      }
    }
    guard let date = workingTime.day(1, before: plain.date) else { return holdAtEarliest() }
    note(.working(.previousDay(date)))
    moveWithin(date, towards: plain.time, in: workingTime)
  }

  /// Moves to a time of a working day: to the last working moment that is not after it, else to the
  /// day's opening.
  private mutating func moveWithin(
    _ date: CivilDate,
    towards time: ClockTime,
    in workingTime: WorkingTime
  ) {
    move(to: CivilDateTime(date: date, time: time), in: workingTime.zone)
    let moment = workingTime.lastMoment(of: date, notAfter: due)
    if moment != due { move(to: moment, by: .working(.nearestOfDay(moment))) }
  }

  private mutating func holdAtLatest() { move(to: .latest, by: .working(.none)) }

  private mutating func holdAtEarliest() { move(to: .earliest, by: .working(.none)) }
}
