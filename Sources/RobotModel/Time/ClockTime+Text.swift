extension ClockTime: CustomStringConvertible {
  /// Reads a time of day in ISO 8601's extended form: `10:00`, `10:00:30` or `10:00:30.250`.
  ///
  /// Digits finer than a millisecond are dropped.
  /// - Throws: `TimeTextError` naming the place and what would be right there.
  package init(iso8601 text: String) throws(TimeTextError) {
    var reader = TimeTextReader(text)
    self = try reader.time(secondsMayBeMissing: true)
    try reader.requireEnd()
  }

  /// The time in ISO 8601's extended form, `10:00:30.250`; without milliseconds if they are zero.
  package var iso8601: String {
    let head = "\(padded(hour, toDigits: 2)):\(padded(minute, toDigits: 2))"
    let text = "\(head):\(padded(second, toDigits: 2))"
    return millisecond == 0 ? text : "\(text).\(padded(millisecond, toDigits: 3))"
  }

  package var description: String { iso8601 }
}

extension TimeTextReader {
  /// Reads `HH:MM:SS` with an optional fraction.
  mutating func time(secondsMayBeMissing: Bool) throws(TimeTextError) -> ClockTime {
    let hour = try number(digits: 2...2, in: 0...23, "an hour from 00 to 23")
    try require(UInt8(ascii: ":"))
    let minute = try number(digits: 2...2, in: 0...59, "a minute from 00 to 59")
    var second = 0
    var millisecond = 0
    if !secondsMayBeMissing || next == UInt8(ascii: ":") {
      try require(UInt8(ascii: ":"))
      second = try number(digits: 2...2, in: 0...59, "a second from 00 to 59")
      if take(UInt8(ascii: ".")) { millisecond = try millisecondsOfFraction() }
    }
    guard
      let time = ClockTime(hour: hour, minute: minute, second: second, millisecond: millisecond)
    else { throw failure(expected: "a time of day") }
    return time
  }
}
