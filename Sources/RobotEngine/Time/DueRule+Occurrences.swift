package import RobotModel

// Recurring dates (S-9)
//
// An occurrence lies so many years or months after the date itself, never before it, and is named
// by its year, 2026, or its year and month, 202606. So one that has fired is known even if the date
// is corrected meanwhile: one occurrence a year (S-41). Due times do not fall as occurrences go on,
// so the first one that is wanted is found by binary search.

/// One occurrence of a recurring date.
package struct DateOccurrence: Hashable, Sendable {
  /// Its year, or its year and month.
  package let number: UInt32
  /// When it is due.
  package let computation: DueComputation
}

extension DueRule {
  /// The first occurrence that is due at or after the entry and comes after one that has been.
  ///
  /// Nil if the calendar ends before. It may be due in the past: of several such only the newest is
  /// to fire.
  /// - Parameters:
  ///   - date: What the date field holds.
  ///   - entry: When the visit began.
  ///   - last: The number of the occurrence before; zero for none.
  package func occurrence(
    of date: DateValue,
    notBefore entry: Instant,
    after last: UInt32
  ) -> DateOccurrence? {
    guard case .date(let timing) = timing.start, timing.recurrence != .none else {
      preconditionFailure("only a recurring date has occurrences")
    }
    let first = DateBase(date, timing: timing, zone: zone).reading.date
    let years = Int64(CivilDate.years.upperBound - 1 - first.year)
    var low: Int64 = 0
    var high = timing.recurrence == .yearly ? years + 1 : (years + 1) * 12
    while low < high {
      let middle = low + (high - low) / 2
      let occurrence = occurrence(middle, of: date, timing)
      if occurrence.number > last, occurrence.computation.due >= entry {
        high = middle
      } else {
        low = middle + 1
      }
    }
    let found = occurrence(low, of: date, timing)
    guard found.number > last, found.computation.due >= entry, found.computation.due < .latest
    else { return nil }
    return found
  }

  /// The way to the due time of an occurrence that is known by its number; nil if the date has no
  /// such occurrence any more.
  func occurrence(_ number: UInt32, of date: DateValue) -> DueComputation? {
    guard case .date(let timing) = timing.start else { return nil }
    let first = DateBase(date, timing: timing, zone: zone).reading.date
    let isYearly = timing.recurrence == .yearly
    let index =
      isYearly
      ? Int64(number) - Int64(first.year)
      : (Int64(number / 100) - Int64(first.year)) * 12 + Int64(number % 100)
        - Int64(first.month)
    guard index >= 0 else { return nil }
    return occurrence(index, of: date, timing).computation
  }

  /// The occurrence so many years or months after the date.
  private func occurrence(
    _ index: Int64,
    of date: DateValue,
    _ timing: DateTiming
  ) -> DateOccurrence {
    let isYearly = timing.recurrence == .yearly
    let months = isYearly ? index * 12 : index
    let base = DateBase(date, months: months, timing: timing, zone: zone)
    let day = base.reading.date
    return DateOccurrence(
      number: UInt32(isYearly ? day.year : day.year * 100 + day.month),
      computation: counted(
        timing,
        from: base,
        as: .occurrence(path: timing.path, day, base.instant)
      )
    )
  }
}
