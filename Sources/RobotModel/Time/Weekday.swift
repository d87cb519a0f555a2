/// A day of the week; weeks begin on Monday, and the raw values are ISO 8601's 1 to 7.
package enum Weekday: UInt8, CaseIterable, Comparable, Sendable {
  case monday = 1
  case tuesday
  case wednesday
  case thursday
  case friday
  case saturday
  case sunday

  package static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

  /// The weekday with the number that POSIX zone rules use, 0 for Sunday to 6 for Saturday.
  init(sundayIsZero number: Int) {
    self = Self.allCases[(number + 6) % 7]
  }

  /// The weekday of the given number of days since 1970-01-01, which was a Thursday.
  package init(daysSinceEpoch: Int64) {
    let sinceMonday = daysSinceEpoch + 3
    let index = sinceMonday - sinceMonday.dividedDown(by: 7) * 7
    self = Self.allCases[Int(index)]
  }
}
