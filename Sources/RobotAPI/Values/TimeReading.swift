// Moments and durations on the way in. The service keeps milliseconds: of a moment the rest is
// dropped, a duration is rounded up, so that nothing asked for becomes nothing.

import CRobotsProto
import RobotModel

extension MessageReader {
  /// A moment, or nil if the field is unset.
  mutating func instant(
    _ message: UnsafeMutablePointer<Google__Protobuf__Timestamp>?,
    _ field: String
  ) -> Instant? {
    guard let message else { return nil }
    let (seconds, nanos) = (message.pointee.seconds, message.pointee.nanos)
    guard
      Instant.earliest.secondsSinceEpoch...Instant.latest.secondsSinceEpoch ~= seconds,
      0..<Self.nanosPerSecond ~= Int64(nanos)
    else {
      refuse(
        field,
        "\(seconds) seconds and \(nanos) nanos are no moment of the years 0001 to 9999; nanos are "
          + "0 to 999999999"
      )
      return nil
    }
    return Instant(
      millisecondsSinceEpoch: seconds * 1000 + Int64(nanos) / Self.nanosPerMillisecond
    )
  }

  /// A length of time in milliseconds that is not negative, or nil if the field is unset.
  mutating func milliseconds(
    _ message: UnsafeMutablePointer<Google__Protobuf__Duration>?,
    _ field: String
  ) -> Int64? {
    guard let message else { return nil }
    let (seconds, nanos) = (message.pointee.seconds, message.pointee.nanos)
    guard
      0...Self.mostSeconds ~= seconds,
      0..<Self.nanosPerSecond ~= Int64(nanos)
    else {
      refuse(
        field,
        "\(seconds) seconds and \(nanos) nanos are no duration here: seconds are 0 to "
          + "\(Self.mostSeconds), nanos 0 to 999999999"
      )
      return nil
    }
    let up = Self.nanosPerMillisecond - 1
    return seconds * 1000 + (Int64(nanos) + up) / Self.nanosPerMillisecond
  }

  private static let nanosPerSecond: Int64 = 1_000_000_000
  private static let nanosPerMillisecond: Int64 = 1_000_000
  /// The most that a `google.protobuf.Duration` may hold: ten thousand years.
  private static let mostSeconds: Int64 = 315_576_000_000
}
