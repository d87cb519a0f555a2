import RobotModel

// The calendar on the wall clock
//
// Readings of a wall clock, with no zone yet, form a line on which every day has 24 hours. On it
// two functions say everything, and one is the inverse of the other:
//
//     work(before: reading)       how many working milliseconds lie before it
//     reading(ofWork: number)     where the working millisecond with that number begins
//
// The next working moment is reading(ofWork: work(before: it)); an hour of work later is the same
// with 3 600 000 more. Closing times take care of themselves: the millisecond after a day's last
// one is the next day's first.

/// Which hours each day has, by a calendar.
struct WorkingDays: Sendable {
  /// From Monday.
  private let weekdays: [DayHours]
  /// Month and day of holidays that come every year, as month * 32 + day, in order.
  private let yearly: [Int64]
  /// Days that differ from the rest, in order, and their hours.
  private let datedDays: [Int64]
  private let datedHours: [DayHours]
  private let work: DaySums
  private let count: DaySums

  /// Reads a calendar.
  ///
  /// - Parameter vanished: Days of which the zone's clocks skip all hours, in order.
  init(_ calendar: WorkCalendar, vanished: [Int64] = []) {
    let weekdays = Self.weekdays(of: calendar.hours)
    let yearly = calendar.holidays.compactMap(\.date.yearlyNumber).sorted().uniqued()
    var special: [(day: Int64, hours: DayHours)] = []
    let firstHours = weekdays.first { !$0.isEmpty } ?? .none
    let extra = calendar.extraWorkingDays.compactMap(\.date.day).sorted().uniqued()
    for day in extra where !vanished.contains(day) {
      let own = weekdays[Int(Weekday(daysSinceEpoch: day).rawValue) - 1]
      special.append((day, own.isEmpty ? firstHours : own))
    }
    let free = (calendar.holidays.compactMap(\.date.day) + vanished).sorted().uniqued()
    let worked = Set(special.map(\.day))
    for day in free where !worked.contains(day) { special.append((day, .none)) }
    special.sort { $0.day < $1.day }
    self.weekdays = weekdays
    self.yearly = yearly
    datedDays = special.map(\.day)
    datedHours = special.map(\.hours)
    let pairs = yearly.map { (month: Int($0 / 32), day: Int($0 % 32)) }
    work = DaySums(
      weekdays: weekdays.map(\.total),
      yearly: pairs,
      dated: special.map { ($0.day, $0.hours.total) }
    )
    count = DaySums(
      weekdays: weekdays.map { $0.isEmpty ? 0 : 1 },
      yearly: pairs,
      dated: special.map { ($0.day, $0.hours.isEmpty ? 0 : 1) }
    )
  }

  /// The hours of a day, in days since 1970.
  func hours(on day: Int64) -> DayHours {
    if let place = Self.place(of: day, in: datedDays) { return datedHours[place] }
    if !yearly.isEmpty {
      let date = CivilDate(daysSinceEpoch: day)
      let number = Int64(date.month * 32 + date.day)
      if Self.place(of: number, in: yearly) != nil { return .none }
    }
    return weekdays[Int(Weekday(daysSinceEpoch: day).rawValue) - 1]
  }

  /// Milliseconds of work before a reading, since the year 0.
  func work(before reading: Int64) -> Int64 {
    let day = reading.dividedDown(by: ClockTime.millisecondsPerDay)
    let time = reading - day * ClockTime.millisecondsPerDay
    return work.sum(before: day) + hours(on: day).work(before: time)
  }

  /// Where a working millisecond begins; nil for one before the year 0 or after 9999.
  func reading(ofWork number: Int64) -> Int64? {
    guard let day = work.day(passing: number) else { return nil }
    let time = hours(on: day).time(ofWork: number - work.sum(before: day))
    return day * ClockTime.millisecondsPerDay + time
  }

  /// The working day that many working days after a day, which does not count itself; nil past the
  /// year 9999.
  func day(_ number: Int64, after day: Int64) -> Int64? {
    let (sum, overflow) = count.sum(before: day + 1).addingReportingOverflow(number - 1)
    return overflow ? nil : count.day(passing: sum)
  }

  /// The working day that many working days before a day, which does not count itself; nil before
  /// the year 0.
  func day(_ number: Int64, before day: Int64) -> Int64? {
    count.day(passing: count.sum(before: day) - number)
  }

  private static func weekdays(of hours: [WorkingHours]) -> [DayHours] {
    var pieces = [[Range<Int64>]](repeating: [], count: 7)
    for stretch in hours {
      for (day, piece) in self.pieces(of: stretch) { pieces[day].append(piece) }
    }
    return pieces.map { DayHours($0) }
  }

  /// The pieces of a stretch of work, each with its weekday, 0 for Monday: two for each day if it
  /// goes over midnight (S-39).
  static func pieces(of stretch: WorkingHours) -> [(weekday: Int, piece: Range<Int64>)] {
    let midnight = ClockTime.millisecondsPerDay
    let opens = Int64(stretch.opens.millisecondOfDay)
    let closes = Int64(stretch.closes.millisecondOfDay)
    return stretch.days.flatMap { day in
      let weekday = Int(day.rawValue) - 1
      if closes > opens { return [(weekday, opens..<closes)] }
      if closes == 0 { return [(weekday, opens..<midnight)] }
      return [(weekday, opens..<midnight), ((weekday + 1) % 7, 0..<closes)]
    }
  }

  /// The place of a number in a sorted array.
  private static func place(of number: Int64, in numbers: [Int64]) -> Int? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = low + (high - low) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number ? low : nil
  }
}

extension CalendarDate {
  /// The one day, in days since 1970.
  fileprivate var day: Int64? {
    if case .dated(let date) = self { date.daysSinceEpoch } else { nil }
  }

  /// The day of every year, as month * 32 + day.
  fileprivate var yearlyNumber: Int64? {
    if case .yearly(let month, let day) = self { Int64(month * 32 + day) } else { nil }
  }
}

extension Array where Element: Equatable {
  /// The elements of a sorted array, each once.
  fileprivate func uniqued() -> [Element] {
    var result: [Element] = []
    for element in self where result.last != element { result.append(element) }
    return result
  }
}
