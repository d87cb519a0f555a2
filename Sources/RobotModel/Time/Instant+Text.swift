extension Instant: CustomStringConvertible {
  /// Reads an instant in RFC 3339: `2026-06-03T15:30:00Z`, `2026-06-03T17:30:00.250+02:00`.
  ///
  /// Digits finer than a millisecond are dropped. The offset is required; `-00:00` counts as UTC.
  /// A leap second (`:60`) is refused, because POSIX time has no place for it, and so is what lies
  /// before ``earliest`` or after ``latest``.
  /// - Throws: `TimeTextError` naming the place and what would be right there.
  package init(rfc3339 text: String) throws(TimeTextError) {
    var reader = TimeTextReader(text)
    let civil = try reader.dateTime(secondsMayBeMissing: false)
    let offset = try reader.offsetMilliseconds()
    try reader.requireEnd()
    let milliseconds = civil.millisecondsSinceEpoch - offset
    self.init(millisecondsSinceEpoch: milliseconds)
    guard millisecondsSinceEpoch == milliseconds else {
      throw TimeTextError(
        text: text,
        position: 0,
        expected: "an instant of the years 0001 to 9999 in UTC"
      )
    }
  }

  /// The instant in RFC 3339 and UTC, `2026-06-03T15:30:00Z`; milliseconds unless they are zero.
  package var rfc3339: String { "\(CivilDateTime(utc: self).iso8601)Z" }

  package var description: String { rfc3339 }
}

extension TimeTextReader {
  /// Reads `Z`, `+HH:MM` or `-HH:MM` as milliseconds east of UTC.
  fileprivate mutating func offsetMilliseconds() throws(TimeTextError) -> Int64 {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    let isWest = take(UInt8(ascii: "-"))
    guard isWest || take(UInt8(ascii: "+")) else {
      throw failure(expected: "\"Z\" or an offset such as +02:00")
    }
    let hours = try number(digits: 2...2, in: 0...23, "an offset's hours from 00 to 23")
    try require(UInt8(ascii: ":"))
    let minutes = try number(digits: 2...2, in: 0...59, "an offset's minutes from 00 to 59")
    let milliseconds = Int64(hours * 60 + minutes) * 60_000
    return isWest ? -milliseconds : milliseconds
  }
}
