extension CivilDateTime: CustomStringConvertible {
  /// Reads a wall clock reading in ISO 8601's extended form, `2026-06-03T15:30:00`, with no zone.
  /// - Throws: `TimeTextError` naming the place and what would be right there.
  package init(iso8601 text: String) throws(TimeTextError) {
    var reader = TimeTextReader(text)
    self = try reader.dateTime(secondsMayBeMissing: true)
    try reader.requireEnd()
  }

  /// The reading in ISO 8601's extended form, `2026-06-03T15:30:00`.
  package var iso8601: String { "\(date.iso8601)T\(time.iso8601)" }

  package var description: String { iso8601 }
}

extension TimeTextReader {
  /// Reads a date, `T` and a time.
  mutating func dateTime(secondsMayBeMissing: Bool) throws(TimeTextError) -> CivilDateTime {
    let date = try date()
    guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) else {
      throw failure(expected: "\"T\"")
    }
    let time = try time(secondsMayBeMissing: secondsMayBeMissing)
    return CivilDateTime(date: date, time: time)
  }
}
