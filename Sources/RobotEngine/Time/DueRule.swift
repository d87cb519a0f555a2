// From a timing to a due time
//
//     immediately, after X    count from the entry, or from the finish of the robot before (S-4)
//     at 10:00                the next 10:00 from there
//     an instant              as it is
//     before, after, at       count from a date; without a value the run waits
//
// With working time each ends at a working moment (S-10). The last two are absolute: whether their
// due time is past is judged once, when it is computed (S-8), and a run that also follows another
// one is due at the later of the two (S-4).

package import RobotModel

/// A robot's timing with all that its due times depend on besides the item.
package struct DueRule {
  let timing: Timing
  let zone: ZoneTable
  let workingTime: WorkingTime?

  /// Joins a timing with its calendar.
  ///
  /// - Parameters:
  ///   - zone: The zone in which the timing counts; with working time the calendar's serves.
  ///   - calendar: The calendar that the timing names.
  package init(_ timing: Timing, zone: ZoneTable, calendar: WorkingTime?) {
    self.timing = timing
    workingTime = timing.workingTime == .off ? nil : calendar
    self.zone = workingTime?.zone ?? zone
  }

  /// When a run is due, counted from `base`.
  ///
  /// A recurring date is asked for by ``occurrence(of:notBefore:after:)`` instead.
  /// - Parameters:
  ///   - date: What the date field holds, where the timing names one.
  ///   - now: Past due times are judged by it (S-8).
  package func outcome(from base: DueBase, date: DateValue?, at now: Instant) -> DueOutcome {
    switch timing.start {
    case .immediately:
      return .due(counted(from: base, plus: .zero))
    case .after(let span):
      return .due(counted(from: base, plus: span))
    case .clockTime(let time):
      var due = DueComputation(from: base)
      due.moveToNext(time, in: zone, within: workingTime)
      return .due(due)
    case .instant(let instant):
      let due = counted(from: .named(instant), plus: .zero)
      return judged(due, baseEnd: due.due, base: base, at: now)
    case .date(let timing):
      return outcome(timing, value: date, base: base, at: now)
    }
  }

  private func outcome(
    _ timing: DateTiming,
    value: DateValue?,
    base: DueBase,
    at now: Instant
  ) -> DueOutcome {
    guard let value else { return .dateEmpty }
    let date = DateBase(value, timing: timing, zone: zone)
    let due = counted(timing, from: date, as: .date(path: timing.path, date.instant))
    switch timing.side {
    case .after:
      return judged(due, baseEnd: .latest, base: base, at: now)
    case .at where !date.isDay:
      return judged(due, baseEnd: due.due, base: base, at: now)
    case .at, .before:
      let end = date.isDay ? date.dayEnd(in: zone) : date.instant
      return judged(due, baseEnd: end, base: base, at: now)
    }
  }

  /// Applies S-8 and then S-4 to an absolute due time.
  ///
  /// - Parameter baseEnd: Up to then the base itself is ahead; the latest instant for a timing that
  ///   is never skipped.
  private func judged(
    _ computation: DueComputation,
    baseEnd: Instant,
    base: DueBase,
    at now: Instant
  ) -> DueOutcome {
    var computation = computation
    if computation.due < now, baseEnd != .latest {
      switch timing.pastDue {
      case .runNow: break
      case .skip: return .datePassed(computation)
      case .runNowUntilDate: if baseEnd <= now { return .datePassed(computation) }
      }
    }
    if case .previousFinished(let finish) = base, computation.due < finish {
      computation.move(to: finish, by: .laterFinish(finish))
      if let workingTime { computation.moveForward(in: workingTime) }
    }
    return .due(computation)
  }
}

// MARK: - Counting

extension DueRule {
  /// A span after an instant.
  func counted(from base: DueBase, plus span: TimeSpan) -> DueComputation {
    var due = DueComputation(from: base)
    advance(&due, by: span)
    return due
  }

  /// A span before or after a date.
  func counted(_ timing: DateTiming, from date: DateBase, as base: DueBase) -> DueComputation {
    var due = DueComputation(from: base, reading: date.isReading ? date.reading : nil)
    switch timing.side {
    case .at: advance(&due, by: .zero)
    case .after: advance(&due, by: timing.span)
    case .before: goBack(&due, by: timing.span, from: date)
    }
    return due
  }

  private func advance(_ due: inout DueComputation, by span: TimeSpan) {
    guard let workingTime else { return due.add(span, in: zone) }
    if timing.workingTime == .count, span.unit <= .day {
      due.count(span, in: workingTime)
    } else {
      due.add(span, in: zone)
      due.moveForward(in: workingTime)
    }
  }

  private func goBack(_ due: inout DueComputation, by span: TimeSpan, from date: DateBase) {
    guard let workingTime else { return due.subtract(span, in: zone) }
    if timing.workingTime == .count, span.unit <= .day {
      due.countBack(span, isToOpening: date.isTimeOpen, in: workingTime)
    } else {
      due.subtract(span, in: zone)
      due.moveBack(before: date.instant, in: workingTime)
    }
  }
}

extension DateTiming {
  /// The side of the date: before nothing is at it (S-39).
  fileprivate var side: DateDirection { direction == .before && span.isZero ? .at : direction }
}
