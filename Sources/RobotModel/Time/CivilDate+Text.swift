extension CivilDate: CustomStringConvertible {
  /// Reads a date in ISO 8601's extended form, `2026-06-03`.
  /// - Throws: `TimeTextError` naming the place and what would be right there.
  package init(iso8601 text: String) throws(TimeTextError) {
    var reader = TimeTextReader(text)
    self = try reader.date()
    try reader.requireEnd()
  }

  /// The date in ISO 8601's extended form, `2026-06-03`; the year 10 000 as `+10000`.
  package var iso8601: String {
    let yearText = year > 9999 ? "+\(year)" : padded(year, toDigits: 4)
    return "\(yearText)-\(padded(month, toDigits: 2))-\(padded(day, toDigits: 2))"
  }

  package var description: String { iso8601 }
}

extension TimeTextReader {
  /// Reads `YYYY-MM-DD`.
  mutating func date() throws(TimeTextError) -> CivilDate {
    let year = try number(digits: 4...4, in: 0...9999, "a year of four digits")
    try require(UInt8(ascii: "-"))
    let month = try number(digits: 2...2, in: 1...12, "a month from 01 to 12")
    try require(UInt8(ascii: "-"))
    let lastDay = CivilDate.days(inMonth: month, ofYear: year)
    let day = try number(digits: 2...2, in: 1...lastDay, "a day from 01 to \(lastDay)")
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw failure(expected: "a date")
    }
    return date
  }
}

/// A number in decimal with zeros before it up to a length.
func padded(_ number: Int, toDigits length: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, length - digits.count)) + digits
}
