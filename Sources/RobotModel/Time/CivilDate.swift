// Days and dates in closed form
//
// A date of the proleptic Gregorian calendar (the rules of 1582 applied to all time) becomes a day
// number, and back, without a loop or a table. The trick is to let the year begin on 1 March: then
// the leap day is the last day of its year, and month lengths from March on follow one line,
//
//     days before month m (March = 0)  =  (153 * m + 2) / 5      31, 61, 92, 122, 153, 184, ...
//
// because five months always hold 153 days. Years repeat every 400 ("era") with 146 097 days:
//
//     day of era  =  365 * y + y / 4 - y / 100 + day of year     with y = year of era, 0...399
//
// The way back takes the leap days out of the day of era first: one every 1 460 days (4 years),
// except one every 36 524 (100 years), plus the one at the era's end. What is left divided by 365
// is the year. 719 468 is the day number of 1970-01-01 counted from 0000-03-01.

/// A day of the proleptic Gregorian calendar, without a zone.
///
/// Years run from 0 to 10 000: one more on each side than an ``Instant`` needs in UTC, so that
/// every instant has a date in every zone. Six bytes would do; it takes eight.
package struct CivilDate: Hashable, Comparable, Sendable {
  private let storedYear: Int32
  private let storedMonth: UInt8
  private let storedDay: UInt8

  /// The years that dates may have.
  package static let years = 0...10_000

  /// The date with these parts, or nil if there is no such day or the year is out of ``years``.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), 1...12 ~= month,
      day >= 1, day <= Self.days(inMonth: month, ofYear: year)
    else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  private init(validYear year: Int, month: Int, day: Int) {
    storedYear = Int32(year)
    storedMonth = UInt8(month)
    storedDay = UInt8(day)
  }

  /// The year, 0 to 10 000.
  package var year: Int { Int(storedYear) }

  /// The month, 1 to 12.
  package var month: Int { Int(storedMonth) }

  /// The day of the month, 1 to 31.
  package var day: Int { Int(storedDay) }

  /// The day of the week.
  package var weekday: Weekday { Weekday(daysSinceEpoch: daysSinceEpoch) }

  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    if left.storedYear != right.storedYear { return left.storedYear < right.storedYear }
    if left.storedMonth != right.storedMonth { return left.storedMonth < right.storedMonth }
    return left.storedDay < right.storedDay
  }

  /// 0000-01-01.
  package static let earliest = CivilDate(validYear: years.lowerBound, month: 1, day: 1)

  /// 10000-12-31.
  package static let latest = CivilDate(validYear: years.upperBound, month: 12, day: 31)

  /// Days from 1970-01-01 to this day; negative before it.
  package var daysSinceEpoch: Int64 {
    let shiftedYear = Int64(storedMonth > 2 ? storedYear : storedYear - 1)
    let monthFromMarch = Int64(storedMonth > 2 ? storedMonth - 3 : storedMonth + 9)
    let era = shiftedYear.dividedDown(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(storedDay) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysInEra + dayOfEra - Self.epochFromMarchOfYearZero
  }

  /// The day at the given distance from 1970-01-01, held between ``earliest`` and ``latest``.
  package init(daysSinceEpoch: Int64) {
    let held = min(max(daysSinceEpoch, Self.earliestDay), Self.latestDay)
    let sinceMarchOfYearZero = held + Self.epochFromMarchOfYearZero
    let era = sinceMarchOfYearZero.dividedDown(by: Self.daysInEra)
    let dayOfEra = sinceMarchOfYearZero - era * Self.daysInEra
    let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    self.init(validYear: Int(year), month: Int(month), day: Int(day))
  }

  private static let daysInEra: Int64 = 146_097
  private static let epochFromMarchOfYearZero: Int64 = 719_468
  private static let earliestDay: Int64 = -719_528
  private static let latestDay: Int64 = 2_933_262
}
