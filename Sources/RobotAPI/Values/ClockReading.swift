import CRobotsProto
import RobotModel

extension MessageReader {
  /// A time of day, or nil if the field is unset; finer than a millisecond is dropped.
  mutating func clockTime(
    _ message: UnsafeMutablePointer<Google__Type__TimeOfDay>?,
    _ field: String
  ) -> ClockTime? {
    guard let message else { return nil }
    let time = message.pointee
    let isWhole = time.nanos >= 0 && time.nanos < 1_000_000_000
    if isWhole,
      let clock = ClockTime(
        hour: Int(time.hours),
        minute: Int(time.minutes),
        second: Int(time.seconds),
        millisecond: Int(time.nanos / 1_000_000)
      )
    {
      return clock
    }
    refuse(
      field,
      "\(time.hours) hours, \(time.minutes) minutes, \(time.seconds) seconds and \(time.nanos)"
        + " nanos are no time of day; expected 00:00 up to 23:59:59.999"
    )
    return nil
  }

  /// A time at which a day may end: 24:00 is midnight, too.
  mutating func closingTime(
    _ message: UnsafeMutablePointer<Google__Type__TimeOfDay>?,
    _ field: String
  ) -> ClockTime? {
    if let time = message?.pointee, time.hours == 24, time.minutes == 0, time.seconds == 0,
      time.nanos == 0
    {
      return .midnight
    }
    return clockTime(message, field)
  }
}
