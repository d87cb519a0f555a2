import RobotModel

/// Working time by looking at every minute, written from the rules and not from the code (S-10,
/// S-39).
///
/// It knows the minutes of some days of a zone: what the clocks show at each, and whether people
/// work. All times in and out are whole minutes, but for "the last working millisecond". A walk
/// that leaves the days it knows answers nil.
struct NaiveCalendar {
  let calendar: WorkCalendar
  let start: Instant
  /// What the clocks show at each minute.
  let clock: [CivilDateTime]
  /// Whether each minute is worked.
  let works: [Bool]
  /// The minutes of each date that are worked.
  private let workedMinutes: [CivilDate: [Int]]

  init(_ calendar: WorkCalendar, zone: ZoneTable, from start: Instant, days: Int) {
    self.calendar = calendar
    self.start = start
    var clock: [CivilDateTime] = []
    var works: [Bool] = []
    clock.reserveCapacity(days * 1440)
    var date = CivilDate.earliest
    var pieces: [Range<Int32>] = []
    var workedMinutes: [CivilDate: [Int]] = [:]
    for minute in 0..<days * 1440 {
      let shown = zone.civil(at: start.adding(milliseconds: Int64(minute) * 60_000))
      if shown.date != date {
        date = shown.date
        pieces = Self.pieces(of: date, in: calendar)
      }
      clock.append(shown)
      let isWorked = pieces.contains { $0.contains(shown.time.millisecondOfDay) }
      works.append(isWorked)
      if isWorked { workedMinutes[date, default: []].append(minute) }
    }
    self.clock = clock
    self.works = works
    self.workedMinutes = workedMinutes
  }

  /// The hours of a date: an extra working day beats a holiday and has its weekday's hours, else
  /// the first working weekday's; a yearly 29 February exists in leap years only.
  private static func pieces(of date: CivilDate, in calendar: WorkCalendar) -> [Range<Int32>] {
    func isListed(_ days: [CalendarDay]) -> Bool {
      days.contains { day in
        switch day.date {
        case .dated(let own): own == date
        case .yearly(let month, let number): month == date.month && number == date.day
        }
      }
    }
    let own = pieces(on: date.weekday, in: calendar)
    if isListed(calendar.extraWorkingDays) {
      if !own.isEmpty { return own }
      return Weekday.allCases.map { pieces(on: $0, in: calendar) }.first { !$0.isEmpty } ?? []
    }
    return isListed(calendar.holidays) ? [] : own
  }

  /// The hours of a weekday: those over midnight are two pieces, each of its own day.
  private static func pieces(on weekday: Weekday, in calendar: WorkCalendar) -> [Range<Int32>] {
    let before = weekday == .monday ? Weekday.sunday : Weekday.allCases[Int(weekday.rawValue) - 2]
    var pieces: [Range<Int32>] = []
    for hours in calendar.hours {
      let opens = hours.opens.millisecondOfDay
      let closes = hours.closes.millisecondOfDay
      if hours.days.contains(weekday) {
        pieces.append(opens..<(closes > opens ? closes : 86_400_000))
      }
      if closes <= opens, closes > 0, hours.days.contains(before) { pieces.append(0..<closes) }
    }
    return pieces
  }

  // MARK: - Minutes

  func instant(_ minute: Int) -> Instant {
    start.adding(milliseconds: Int64(minute) * 60_000)
  }

  func minute(_ instant: Instant) -> Int {
    Int(instant.milliseconds(since: start) / 60_000)
  }

  /// The minute itself, or the next one that is worked.
  func next(_ minute: Int) -> Int? {
    works.indices.contains(minute) ? works[minute...].firstIndex(of: true) : nil
  }

  /// Spends so many minutes of work, walking on.
  func adding(_ count: Int, to minute: Int) -> Int? {
    guard works.indices.contains(minute) else { return nil }
    var rest = count
    for place in minute..<works.count where works[place] {
      if rest == 0 { return place }
      rest -= 1
    }
    return nil
  }

  /// Spends so many minutes of work, walking back.
  func subtracting(_ count: Int, from minute: Int) -> Int? {
    guard works.indices.contains(minute - 1) else { return nil }
    var rest = count
    for place in (0..<minute).reversed() where works[place] {
      rest -= 1
      if rest == 0 { return place }
    }
    return nil
  }

  // MARK: - Days

  /// Whether all minutes of a date are known.
  func isKnown(_ date: CivilDate) -> Bool {
    date > clock[0].date && date < clock[clock.count - 1].date
  }

  func isWorkingDay(_ date: CivilDate) -> Bool { workedMinutes[date] != nil }

  /// The working day so many after a date, or before it if negative; only days known as a whole.
  func day(_ count: Int, from date: CivilDate) -> CivilDate? {
    var date = date
    var rest = abs(count)
    while rest > 0 {
      date = date.adding(days: count < 0 ? -1 : 1)
      guard isKnown(date) else { return nil }
      if isWorkingDay(date) { rest -= 1 }
    }
    return date
  }

  func opening(of date: CivilDate) -> Instant? {
    workedMinutes[date]?.first.map { instant($0) }
  }

  /// The last working millisecond of a date that is not after a minute, else the date's opening.
  func lastMoment(of date: CivilDate, notAfter limit: Int) -> Instant? {
    guard let last = workedMinutes[date]?.last(where: { $0 <= limit }) else {
      return opening(of: date)
    }
    return last == limit ? instant(last) : instant(last).adding(milliseconds: 59_999)
  }

  /// The minute at which the clocks show a reading: the first of two; in a gap as much later as the
  /// clocks skip.
  func resolve(_ reading: CivilDateTime) -> Int? {
    guard reading > clock[0], reading < clock[clock.count - 1] else { return nil }
    if let minute = clock.firstIndex(of: reading) { return minute }
    for place in 1..<clock.count where clock[place - 1] < reading && reading < clock[place] {
      let gap = clock[place - 1].millisecondsSinceEpoch + 60_000
      return place + Int((reading.millisecondsSinceEpoch - gap) / 60_000)
    }
    return nil
  }
}
