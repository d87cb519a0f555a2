// The clocks of Warsaw, minute by minute
//
// Central European Time is one hour ahead of UTC, and two from the last Sunday of March, 01:00 UTC,
// until the last Sunday of October, 01:00 UTC. From nothing but that every minute of some years is
// written down with what the clocks show at it, and every reading with the minute at which it is
// first shown.

/// What the clocks show, and when they show it.
struct Clocks: Sendable {
  /// Made once; everything asks it.
  static let warsaw = Clocks()

  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000
  /// 2025-12-01, in days since 1970.
  static let firstDay: Int64 = 20_423
  /// Beyond the histories' year, since a person may cancel a yearly date again and again.
  static let dayCount: Int64 = 12 * 366

  /// A date as people write it.
  struct Date: Equatable {
    var year: Int
    var month: Int
    var day: Int
  }

  /// Minutes ahead of UTC at each minute.
  private let ahead: [Int8]
  /// The minute at which a reading is first shown; -1 for those that never are.
  private let minuteShowing: [Int32]
  private let dates: [Date]

  private init() {
    dates = Self.walkDates()
    var ahead: [Int8] = []
    for (day, date) in dates.enumerated() {
      // The clocks change once a day at most.
      let ends = [0, 1439].map { Self.minutesAhead(date, Self.weekday(of: day), $0) }
      ahead +=
        ends[0] == ends[1]
        ? [Int8](repeating: ends[0], count: 1440)
        : (0..<1440).map { Self.minutesAhead(date, Self.weekday(of: day), $0) }
    }
    self.ahead = ahead
    var showing = [Int32](repeating: -1, count: ahead.count)
    for minute in ahead.indices {
      let shown = minute + Int(ahead[minute])
      if shown < showing.count, showing[shown] < 0 { showing[shown] = Int32(minute) }
    }
    minuteShowing = showing
  }

  /// Day after day, month after month.
  private static func walkDates() -> [Date] {
    var date = Date(year: 2025, month: 12, day: 1)
    var dates: [Date] = []
    for _ in 0..<dayCount {
      dates.append(date)
      date.day += 1
      if date.day > length(ofMonth: date.month, year: date.year) {
        date.day = 1
        date.month += 1
      }
      if date.month > 12 {
        date.month = 1
        date.year += 1
      }
    }
    return dates
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    if month == 2 { return year % 4 == 0 ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// 1 for Monday; 2025-12-01 was one.
  private static func weekday(of day: Int) -> Int { day % 7 + 1 }

  /// At a minute of a day in UTC.
  private static func minutesAhead(_ date: Date, _ weekday: Int, _ minute: Int) -> Int8 {
    isSummer(date, weekday, minute) ? 120 : 60
  }

  private static func isSummer(_ date: Date, _ weekday: Int, _ minute: Int) -> Bool {
    if date.month < 3 || date.month > 10 { return false }
    if date.month > 3 && date.month < 10 { return true }
    let isLastWeek = date.day > 24
    let isBehindSunday =
      isLastWeek && (weekday == 7 ? minute >= 60 : date.day - weekday >= 25)
    return date.month == 3 ? isBehindSunday : !isBehindSunday
  }

  // MARK: - Asking

  /// What the clocks show at a moment, as milliseconds since 1970.
  func reading(at moment: Int64) -> Int64 {
    let minute = Int(moment / Self.minute - Self.firstDay * 1440)
    return moment + Int64(ahead[minute]) * Self.minute
  }

  /// When a reading is shown: first of two times; one that is skipped counts on from the last
  /// minute before.
  func moment(showing reading: Int64) -> Int64 {
    let place = Int(reading / Self.minute - Self.firstDay * 1440)
    var shown = place
    while minuteShowing[shown] < 0 { shown -= 1 }
    let minute = Int64(minuteShowing[shown]) + Int64(place - shown)
    return (minute + Self.firstDay * 1440) * Self.minute + reading % Self.minute
  }

  /// The date of a day since 1970.
  func date(of day: Int64) -> Date { dates[Int(day - Self.firstDay)] }

  /// A day since 1970, written as 2026-06-01.
  func words(of day: Int64) -> String {
    let date = date(of: day)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(two(date.month))-\(two(date.day))"
  }

  /// 1 for Monday.
  func weekday(of day: Int64) -> Int { Self.weekday(of: Int(day - Self.firstDay)) }

  /// The day so many months later; the last of the month where it has no such day.
  func day(_ day: Int64, plusMonths count: Int) -> Int64 {
    let date = date(of: day)
    let months = date.year * 12 + date.month - 1 + count
    let (year, month) = (months / 12, months % 12 + 1)
    let wanted = Date(
      year: year,
      month: month,
      day: min(date.day, Self.length(ofMonth: month, year: year))
    )
    // A month has 28 days at least.
    var found = day + Int64(count) * 28
    while self.date(of: found) != wanted { found += 1 }
    return found
  }
}
