extension CivilDate {
  /// Whether the year has a 29 February.
  package static func isLeap(year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// How many days a month has, 28 to 31; a month that is not 1 to 12 is the caller's fault.
  package static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: 31
    case 4, 6, 9, 11: 30
    case 2: isLeap(year: year) ? 29 : 28
    default: preconditionFailure("month \(month) is not one of 1 to 12")
    }
  }

  /// The date that many days later (earlier if negative), held within the calendar's range.
  package func adding(days: Int64) -> CivilDate {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    guard overflow else { return CivilDate(daysSinceEpoch: sum) }
    return days < 0 ? .earliest : .latest
  }

  /// The same day of the month that many months later; a month without it gives its last day.
  ///
  /// 31 January plus one month is 28 or 29 February (S-24). The result is held within the
  /// calendar's range.
  package func adding(months: Int64) -> CivilDate {
    let (sum, overflow) = (Int64(year) * 12 + Int64(month) - 1).addingReportingOverflow(months)
    guard !overflow else { return months < 0 ? .earliest : .latest }
    let newYear = sum.dividedDown(by: 12)
    if newYear < Int64(Self.years.lowerBound) { return .earliest }
    if newYear > Int64(Self.years.upperBound) { return .latest }
    let newMonth = Int(sum - newYear * 12) + 1
    let lastDay = Self.days(inMonth: newMonth, ofYear: Int(newYear))
    return CivilDate(year: Int(newYear), month: newMonth, day: min(day, lastDay)) ?? .latest
  }
}
