/// Working hours in Warsaw, looked at minute by minute (S-10).
struct ModelCalendar: Sendable {
  /// Minutes of the day, by weekday from Monday; a closing before the opening is on the next day.
  let hours: [[(opens: Int, closes: Int)]]
  /// Days of every month on which nobody works.
  let holidays: [Int]
  /// Whether work goes on when the clocks show a minute, from the first day of the clocks on.
  private let works: [Bool]

  private init(hours: [[(opens: Int, closes: Int)]], holidays: [Int]) {
    self.hours = hours
    self.holidays = holidays
    let week = (1...7).map { day in (0..<1440).map { Self.isWorked($0, day, hours) } }
    let free = [Bool](repeating: false, count: 1440)
    var works: [Bool] = []
    for day in Clocks.firstDay..<Clocks.firstDay + Clocks.dayCount {
      let isHoliday = holidays.contains(Clocks.warsaw.date(of: day).day)
      works += isHoliday ? free : week[Clocks.warsaw.weekday(of: day) - 1]
    }
    self.works = works
  }

  private static func isWorked(
    _ minute: Int,
    _ weekday: Int,
    _ hours: [[(opens: Int, closes: Int)]]
  ) -> Bool {
    let yesterday = hours[(weekday + 5) % 7]
    return hours[weekday - 1].contains { stretch in
      minute >= stretch.opens && (minute < stretch.closes || stretch.closes <= stretch.opens)
    } || yesterday.contains { $0.closes <= $0.opens && minute < $0.closes }
  }

  /// An office, one with breaks and holidays, a shop, a bar.
  static let all: [ModelCalendar] = [
    ModelCalendar(hours: week(1...5, [(480, 960)]), holidays: []),
    ModelCalendar(hours: week(1...5, [(480, 720), (765, 1020)]), holidays: [1, 2, 15, 29]),
    ModelCalendar(hours: week(2...6, [(600, 1110)]), holidays: [30]),
    ModelCalendar(hours: week(1...4, [(600, 120)]), holidays: [3, 28]),
  ]

  private static func week(
    _ days: ClosedRange<Int>,
    _ stretches: [(opens: Int, closes: Int)]
  ) -> [[(opens: Int, closes: Int)]] {
    (1...7).map { days.contains($0) ? stretches : [] }
  }

  // MARK: - Minutes

  /// Whether people work at a moment.
  func isWorking(at moment: Int64) -> Bool {
    works[Int(Clocks.warsaw.reading(at: moment) / Clocks.minute - Clocks.firstDay * 1440)]
  }

  /// The moment itself, or the next that is worked.
  func next(from start: Int64) -> Int64 {
    if isWorking(at: start) { return start }
    var moment = start - start % Clocks.minute
    while !isWorking(at: moment) { moment += Clocks.minute }
    return moment
  }

  /// Spends so many minutes of work from a working moment, walking on.
  func adding(_ count: Int64, to start: Int64) -> Int64 {
    var moment = start
    var rest = count
    while true {
      if isWorking(at: moment) {
        if rest == 0 { return moment }
        rest -= 1
      }
      moment += Clocks.minute
    }
  }

  /// Spends so many minutes of work before a whole minute, walking back.
  func subtracting(_ count: Int64, from end: Int64) -> Int64 {
    var moment = end
    var rest = count
    while rest > 0 {
      moment -= Clocks.minute
      if isWorking(at: moment) { rest -= 1 }
    }
    return moment
  }

  // MARK: - Days

  /// The worked minutes of a day since 1970.
  private func minutes(of day: Int64) -> [Int64] {
    let clocks = Clocks.warsaw
    return stride(from: (day - 1) * Clocks.day, to: (day + 2) * Clocks.day, by: Int(Clocks.minute))
      .filter { clocks.reading(at: $0) / Clocks.day == day && isWorking(at: $0) }
  }

  /// Whether anybody works on a day.
  func isWorkingDay(_ day: Int64) -> Bool { !minutes(of: day).isEmpty }

  /// The working day so many after a day, or before it if negative.
  func day(_ count: Int64, from day: Int64) -> Int64 {
    var day = day
    var rest = abs(count)
    while rest > 0 {
      day += count < 0 ? -1 : 1
      if isWorkingDay(day) { rest -= 1 }
    }
    return day
  }

  /// The first working moment of a working day.
  func opening(of day: Int64) -> Int64 { minutes(of: day).first ?? 0 }

  /// The last working millisecond of a working day that is not after a moment, else the opening.
  func last(of day: Int64, notAfter limit: Int64) -> Int64 {
    guard let last = minutes(of: day).last(where: { $0 <= limit }) else { return opening(of: day) }
    return min(limit, last + Clocks.minute - 1)
  }
}
