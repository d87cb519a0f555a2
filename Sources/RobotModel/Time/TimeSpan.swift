/// A length of time as a person says it: a count and a unit, as in "3 days".
///
/// It has no length in milliseconds of its own: a day may have 23 hours and a month 28 days, so
/// only a start and a zone give it an end.
package struct TimeSpan: Hashable, Sendable {
  /// How many units; never negative.
  package let count: Int64

  /// The unit counted.
  package let unit: TimeUnit

  /// The span of `count` units, or nil if the count is negative.
  package init?(count: Int64, unit: TimeUnit) {
    guard count >= 0 else { return nil }
    self.count = count
    self.unit = unit
  }

  private init(validCount: Int64, unit: TimeUnit) {
    count = validCount
    self.unit = unit
  }

  /// No time at all: "after 0" is immediately, "before 0" is at (S-39).
  package static let zero = TimeSpan(validCount: 0, unit: .second)

  /// Whether the count is zero, whatever the unit.
  package var isZero: Bool { count == 0 }
}
