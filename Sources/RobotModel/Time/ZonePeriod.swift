/// A stretch of time during which a zone keeps one offset.
package struct ZonePeriod: Hashable, Sendable {
  /// Seconds since 1970 at which it begins; `Int64.min` if it always was.
  package internal(set) var start: Int64

  /// Seconds since 1970 at which the next period begins; `Int64.max` if none does.
  package internal(set) var end: Int64

  /// Seconds east of UTC.
  package internal(set) var offsetSeconds: Int32
}

extension ZoneTable {
  /// The period that holds the given second.
  ///
  /// Two periods that follow each other may have the same offset.
  /// Complexity: logarithmic in the number of transitions, constant where the rule holds.
  package func period(atSeconds seconds: Int64) -> ZonePeriod {
    let passed = countOfTransitions(upToSeconds: seconds)
    let start = passed == 0 ? Int64.min : transitions[passed - 1]
    if passed < transitions.count {
      return ZonePeriod(start: start, end: transitions[passed], offsetSeconds: offsets[passed])
    }
    guard let rule else {
      return ZonePeriod(start: start, end: .max, offsetSeconds: offsets[passed])
    }
    var period = rule.period(atSeconds: seconds)
    period.start = max(period.start, start)
    return period
  }

  /// How many transitions lie at or before the given second, by binary search.
  private func countOfTransitions(upToSeconds seconds: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = low + (high - low) / 2
      if transitions[middle] <= seconds {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
