// RFC 3339: 2026-03-29T01:00:00.500Z, or with an offset such as +02:00, in the proleptic Gregorian
// calendar from year 1 to 9999.

/// Instants as text.
enum TimestampText {
  private static let secondsPerDay: Int64 = 86_400
  /// 0001-01-01T00:00:00Z up to 9999-12-31T23:59:59Z.
  private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The text of an instant in UTC; nil outside the years 1 to 9999.
  static func format(_ time: SecondsAndNanos) -> String? {
    guard range.contains(time.seconds), (0...999_999_999).contains(time.nanos) else { return nil }
    var day = time.seconds / secondsPerDay
    var second = time.seconds % secondsPerDay
    if second < 0 {
      second += secondsPerDay
      day -= 1
    }
    let date = civilDate(day: day)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
      + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
      + SecondsAndNanos.fraction(time.nanos) + "Z"
  }

  /// The instant of a text; nil if it is none.
  static func parse(_ text: String) -> SecondsAndNanos? {
    var rest = text[...]
    guard let year = takeDigits(4, &rest), take("-", &rest),
      let month = takeDigits(2, &rest), (1...12).contains(month), take("-", &rest),
      let day = takeDigits(2, &rest), day >= 1, day <= daysInMonth(year, month),
      take("T", &rest) || take("t", &rest),
      let hour = takeDigits(2, &rest), hour < 24, take(":", &rest),
      let minute = takeDigits(2, &rest), minute < 60, take(":", &rest),
      let second = takeDigits(2, &rest), second < 60
    else { return nil }
    var nanos: Int32 = 0
    if take(".", &rest) {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      guard let fraction = SecondsAndNanos.nanos(digits) else { return nil }
      nanos = fraction
      rest = rest.dropFirst(digits.count)
    }
    guard let offset = takeOffset(&rest), rest.isEmpty else { return nil }
    let days = dayNumber(year: year, month: month, day: day)
    let seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second - offset
    return range.contains(seconds) ? SecondsAndNanos(seconds: seconds, nanos: nanos) : nil
  }

  // MARK: - Parts of the text

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  private static func take(_ character: Character, _ rest: inout Substring) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func takeDigits(_ count: Int, _ rest: inout Substring) -> Int64? {
    let digits = rest.prefix(count)
    guard digits.utf8.count == count, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    rest.removeFirst(count)
    return Int64(digits)
  }

  /// Seconds east of UTC: `Z`, or `+` or `-` with hours and minutes.
  private static func takeOffset(_ rest: inout Substring) -> Int64? {
    if take("Z", &rest) || take("z", &rest) { return 0 }
    let isEast = take("+", &rest)
    guard isEast || take("-", &rest), let hour = takeDigits(2, &rest), hour < 24,
      take(":", &rest), let minute = takeDigits(2, &rest), minute < 60
    else { return nil }
    let offset = hour * 3600 + minute * 60
    return isEast ? offset : -offset
  }

  // MARK: - The calendar

  private static func daysInMonth(_ year: Int64, _ month: Int64) -> Int64 {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    return dayNumber(year: next.0, month: next.1, day: 1)
      - dayNumber(year: year, month: month, day: 1)
  }

  /// Days since 1970-01-01.
  ///
  /// The year is taken to begin in March, so that the leap day is its last, and 400 years, which
  /// repeat, have 146,097 days.
  private static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `dayNumber`.
  private static func civilDate(day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}
