/// Counts from a date of the item or of a linked record (T3, T4).
package struct DateTiming: Hashable, Sendable {
  /// A field of the item, "close_date", or of a linked record, "contact.birthday".
  package var path: String
  /// The side of the date.
  package var direction: DateDirection
  /// How long before or after; zero for at.
  package var span: TimeSpan
  /// Of a date without time: the time of that day from which it counts.
  ///
  /// Nil for 09:00, but for whole working days before it their opening (S-24).
  package var atTime: ClockTime?
  /// Counts from this time of the date's day, whatever time the date itself has.
  package var clockTime: ClockTime?
  /// How often the date comes again (S-9).
  package var recurrence: Recurrence
  /// Of a recurring date: the first occurrence only.
  package var isOnce: Bool
  /// Runs again for a value for which it has not fired in the visit (S-7).
  package var runsAgainOnChange: Bool

  /// Describes a timing at a date.
  package init(
    path: String,
    direction: DateDirection = .at,
    span: TimeSpan = .zero,
    atTime: ClockTime? = nil,
    clockTime: ClockTime? = nil,
    recurrence: Recurrence = .none,
    isOnce: Bool = false,
    runsAgainOnChange: Bool = false
  ) {
    self.path = path
    self.direction = direction
    self.span = span
    self.atTime = atTime
    self.clockTime = clockTime
    self.recurrence = recurrence
    self.isOnce = isOnce
    self.runsAgainOnChange = runsAgainOnChange
  }
}

/// The side of a date.
package enum DateDirection: UInt8, Hashable, Sendable, CaseIterable {
  case at = 1
  case before = 2
  case after = 3
}

/// How often a date comes again (S-9).
package enum Recurrence: UInt8, Hashable, Sendable, CaseIterable {
  case none = 1
  case yearly = 2
  case monthly = 3
}
