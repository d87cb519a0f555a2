/// A time of day by the wall clock, without date or zone, exact to the millisecond.
package struct ClockTime: Hashable, Comparable, Sendable {
  /// Milliseconds since midnight, 0 to 86 399 999.
  package let millisecondOfDay: Int32

  /// Milliseconds in a day of the civil calendar.
  package static let millisecondsPerDay: Int64 = 86_400_000

  /// 00:00.
  package static let midnight = ClockTime(validMillisecondOfDay: 0)

  /// The time with the given distance from midnight, or nil if it is not within one day.
  package init?(millisecondOfDay: Int64) {
    guard 0..<Self.millisecondsPerDay ~= millisecondOfDay else { return nil }
    self.init(validMillisecondOfDay: Int32(millisecondOfDay))
  }

  /// The time with these parts, or nil if one of them is out of range.
  ///
  /// 24:00 and the leap second 23:59:60 are no clock times here.
  package init?(hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second, 0..<1000 ~= millisecond
    else { return nil }
    let seconds = (hour * 60 + minute) * 60 + second
    self.init(validMillisecondOfDay: Int32(seconds * 1000 + millisecond))
  }

  private init(validMillisecondOfDay: Int32) {
    millisecondOfDay = validMillisecondOfDay
  }

  /// The hour, 0 to 23.
  package var hour: Int { Int(millisecondOfDay) / 3_600_000 }

  /// The minute of the hour, 0 to 59.
  package var minute: Int { Int(millisecondOfDay) / 60_000 % 60 }

  /// The second of the minute, 0 to 59.
  package var second: Int { Int(millisecondOfDay) / 1000 % 60 }

  /// The millisecond of the second, 0 to 999.
  package var millisecond: Int { Int(millisecondOfDay) % 1000 }

  package static func < (left: ClockTime, right: ClockTime) -> Bool {
    left.millisecondOfDay < right.millisecondOfDay
  }
}
