// Sums over days in closed form
//
// How much work, or how many working days, lie before a day? Three parts are added:
//
//   weekdays   whole weeks times the week's sum, and what is left from a table of two weeks
//   yearly     holidays that come every year fall on another weekday each time. But there are only
//              14 kinds of years (seven first weekdays, leap or not), and the sequence of kinds
//              repeats every 400 years, which are 146 097 days, exactly 20 871 weeks. So: a sum for
//              each year of those 400, and for each kind its holidays in order with their sums
//   dated      single days that differ from all this, in order, with the sum of the differences
//
// No part walks over days. The sum never falls as days go on, so the way back, from a sum to the
// day in which it is reached, is a binary search over the days of the calendar: 22 steps.

import RobotModel

/// The sums of a number that each day has by its weekday, but for yearly and single exceptions.
struct DaySums: Sendable {
  /// The sums of the first 0...14 weekdays of two weeks, from Monday.
  private let weekdays: [Int64]
  /// For each kind of year its yearly exceptions, in order.
  private let exceptions: [[Step]]
  /// The sums of the first 0...400 years of a cycle.
  private let years: [Int64]
  /// The single days that differ, in order.
  private let dated: [Step]

  /// A day and how much days up to it, itself included, differ from the rule in sum.
  private struct Step: Sendable {
    let day: Int64
    let sum: Int64
  }

  /// Days from 0000-01-01, the first day of a cycle of 400 years, to 10000-12-31.
  static let dayRange = CivilDate.earliest.daysSinceEpoch...CivilDate.latest.daysSinceEpoch

  /// Makes the tables.
  ///
  /// - Parameters:
  ///   - values: What each weekday has, from Monday; none is negative.
  ///   - yearly: Months and days that have nothing, each once.
  ///   - dated: Days since 1970 with what they have, whatever the rest says, in order.
  init(
    weekdays values: [Int64],
    yearly: [(month: Int, day: Int)],
    dated days: [(day: Int64, value: Int64)]
  ) {
    var weekdays: [Int64] = [0]
    for index in 0..<14 { weekdays.append(weekdays[index] + values[index % 7]) }
    let exceptions = YearKind.all.map { kind in
      var sum: Int64 = 0
      return yearly.compactMap { kind.dayOfYear(month: $0.month, day: $0.day) }.sorted().map {
        sum -= values[Int((kind.firstWeekday + $0) % 7)]
        return Step(day: $0, sum: sum)
      }
    }
    var years: [Int64] = [0]
    for year in 0..<400 {
      let kind = YearKind(year: year)
      let regular = Self.sum(ofDays: kind.dayCount, from: kind.firstWeekday, weekdays)
      years.append(years[year] + regular + (exceptions[kind.index].last?.sum ?? 0))
    }
    self.weekdays = weekdays
    self.exceptions = exceptions
    self.years = years
    var sum: Int64 = 0
    let free = Set(yearly.map { $0.month * 32 + $0.day })
    self.dated = days.map { day, value in
      let date = CivilDate(daysSinceEpoch: day)
      let isFree = free.contains(date.month * 32 + date.day)
      sum += value - (isFree ? 0 : values[Int(date.weekday.rawValue) - 1])
      return Step(day: day, sum: sum)
    }
  }

  /// The sum of all days from the year 0 up to a day, which is not included.
  func sum(before day: Int64) -> Int64 {
    let year = CivilDate(daysSinceEpoch: day).year
    let kind = YearKind(year: year)
    let dayOfYear = day - YearKind.firstDay(ofYear: year)
    return Int64(year / 400) * years[400] + years[year % 400]
      + Self.sum(ofDays: dayOfYear, from: kind.firstWeekday, weekdays)
      + Self.sum(of: exceptions[kind.index], before: dayOfYear) + Self.sum(of: dated, before: day)
  }

  /// The day within which the sum passes `sum`; nil if that is before or after all days.
  func day(passing sum: Int64) -> Int64? {
    var low = Self.dayRange.lowerBound
    var high = Self.dayRange.upperBound
    guard sum >= 0, self.sum(before: high) > sum else { return nil }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if self.sum(before: middle) <= sum { low = middle } else { high = middle }
    }
    return low
  }

  private static func sum(ofDays count: Int64, from weekday: Int64, _ weekdays: [Int64]) -> Int64 {
    let first = Int(weekday)
    return count / 7 * weekdays[7] + weekdays[first + Int(count % 7)] - weekdays[first]
  }

  private static func sum(of steps: [Step], before day: Int64) -> Int64 {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = low + (high - low) / 2
      if steps[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : steps[low - 1].sum
  }
}

/// One of the 14 kinds of years: on which weekday it begins, and whether it is a leap year.
private struct YearKind {
  /// 0 for Monday.
  let firstWeekday: Int64
  let isLeap: Bool

  /// All kinds, in the order of ``index``.
  static let all = [false, true].flatMap { isLeap in
    (0..<7).map { YearKind(firstWeekday: Int64($0), isLeap: isLeap) }
  }

  private init(firstWeekday: Int64, isLeap: Bool) {
    self.firstWeekday = firstWeekday
    self.isLeap = isLeap
  }

  /// The kind of a year.
  init(year: Int) {
    let weekday = Weekday(daysSinceEpoch: Self.firstDay(ofYear: year))
    self.init(firstWeekday: Int64(weekday.rawValue) - 1, isLeap: CivilDate.isLeap(year: year))
  }

  /// The place in ``all``.
  var index: Int { Int(firstWeekday) + (isLeap ? 7 : 0) }

  var dayCount: Int64 { isLeap ? 366 : 365 }

  /// Days from 1 January to a day of the year; nil if such a year does not have it.
  func dayOfYear(month: Int, day: Int) -> Int64? {
    let year = isLeap ? 2000 : 2001
    guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
    return date.daysSinceEpoch - Self.firstDay(ofYear: year)
  }

  /// 1 January of a year, in days since 1970.
  static func firstDay(ofYear year: Int) -> Int64 {
    // 719 528 days before 1970 lies 0000-01-01; the leap days are those of the years before.
    let before = Int64(year)
    let leapDays = (before + 3) / 4 - (before + 99) / 100 + (before + 399) / 400
    return before * 365 + leapDays - 719_528
  }
}
