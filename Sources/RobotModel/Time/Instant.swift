/// A moment on the UTC time line, exact to the millisecond.
///
/// It counts milliseconds since 1970-01-01T00:00:00Z without leap seconds (POSIX time), and always
/// lies between ``earliest`` and ``latest``: the years 0001 to 9999, which is what RFC 3339 can
/// write and `google.protobuf.Timestamp` can carry. Arithmetic saturates at these two, so every
/// instant can be printed, sent and stored, and no sum traps.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
  package let millisecondsSinceEpoch: Int64

  /// The instant at the given distance from 1970, held between ``earliest`` and ``latest``.
  package init(millisecondsSinceEpoch: Int64) {
    self.millisecondsSinceEpoch =
      min(max(millisecondsSinceEpoch, Self.earliestMilliseconds), Self.latestMilliseconds)
  }

  private static let earliestMilliseconds: Int64 = -62_135_596_800_000
  private static let latestMilliseconds: Int64 = 253_402_300_799_999

  /// 1970-01-01T00:00:00Z.
  package static let epoch = Instant(millisecondsSinceEpoch: 0)

  /// 0001-01-01T00:00:00Z, the first instant there is.
  package static let earliest = Instant(millisecondsSinceEpoch: earliestMilliseconds)

  /// 9999-12-31T23:59:59.999Z, the last instant there is.
  package static let latest = Instant(millisecondsSinceEpoch: latestMilliseconds)

  package static func < (left: Instant, right: Instant) -> Bool {
    left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
  }

  /// The instant that many elapsed milliseconds later (earlier if negative), saturating.
  package func adding(milliseconds: Int64) -> Instant {
    let (sum, overflow) = millisecondsSinceEpoch.addingReportingOverflow(milliseconds)
    guard overflow else { return Instant(millisecondsSinceEpoch: sum) }
    return milliseconds < 0 ? .earliest : .latest
  }

  /// Elapsed milliseconds from `other` to this instant; negative if `other` is later.
  package func milliseconds(since other: Instant) -> Int64 {
    millisecondsSinceEpoch - other.millisecondsSinceEpoch
  }

  /// Whole seconds since 1970, rounded down, so that the milliseconds within are never negative.
  package var secondsSinceEpoch: Int64 {
    millisecondsSinceEpoch.dividedDown(by: 1000)
  }

  /// The milliseconds after ``secondsSinceEpoch``, 0 to 999.
  package var millisecondsWithinSecond: Int64 {
    millisecondsSinceEpoch - secondsSinceEpoch * 1000
  }
}
