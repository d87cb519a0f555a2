// When a run of the model is due, each rule as it is written (S-4, S-8, S-9, S-10, S-24).

/// What a timing comes to.
enum ModelDue {
  case at(Int64)
  /// Its date holds nothing.
  case dateEmpty
  /// Its date has passed.
  case passed(Int64)
}

/// A timing in its surroundings.
struct ModelTiming {
  let robot: ModelRobot
  let calendar: ModelCalendar
  private let clocks = Clocks.warsaw

  init(_ robot: ModelRobot, _ calendar: ModelCalendar) {
    self.robot = robot
    self.calendar = calendar
  }

  /// Counted from the entry, or from the end of the robot before.
  func due(from base: Int64, follows finish: Int64?, date: Int64?, now: Int64) -> ModelDue {
    switch robot.start {
    case .immediately: return .at(working(base))
    case .after(let span): return .at(after(base, span))
    case .clock(let minute): return .at(next(minute, from: base))
    case .moment(let moment):
      let due = working(moment)
      return judged(due, ends: due, finish, now)
    case .date(let side, let span, _, _):
      guard let date else { return .dateEmpty }
      let due = self.due(side, span, of: date)
      let midnight = clocks.moment(showing: (date + 1) * Clocks.day)
      return judged(due, ends: side == .after ? nil : midnight, finish, now)
    }
  }

  /// The due time that a date gives.
  func due(_ side: ModelRobot.Side, _ span: ModelSpan, of date: Int64) -> Int64 {
    let reading = date * Clocks.day + 9 * Clocks.hour
    switch side {
    case .at: return working(clocks.moment(showing: reading))
    case .before where span.count == 0: return working(clocks.moment(showing: reading))
    case .after: return after(reading: reading, span)
    case .before: return before(reading, span)
    }
  }

  /// S-8, and S-4 for what also follows another robot.
  private func judged(_ due: Int64, ends: Int64?, _ finish: Int64?, _ now: Int64) -> ModelDue {
    if due < now, let ends {
      switch robot.pastDue {
      case .runNow: break
      case .skip: return .passed(due)
      case .runNowUntilDate: if ends <= now { return .passed(due) }
      }
    }
    if let finish, finish > due { return .at(working(finish)) }
    return .at(due)
  }

  // MARK: - Onward

  private func working(_ moment: Int64) -> Int64 {
    robot.work == .off ? moment : calendar.next(from: moment)
  }

  private func after(_ moment: Int64, _ span: ModelSpan) -> Int64 {
    if robot.work != .count { return working(plain(moment, span)) }
    let start = calendar.next(from: moment)
    if span.count == 0 { return start }
    guard span.unit == .day else { return calendar.adding(span.minutes, to: start) }
    let reading = clocks.reading(at: start)
    let day = calendar.day(span.count, from: reading / Clocks.day)
    return working(clocks.moment(showing: day * Clocks.day + reading % Clocks.day))
  }

  /// From a reading, which stays one where days are counted.
  private func after(reading: Int64, _ span: ModelSpan) -> Int64 {
    if robot.work != .count, span.unit == .day {
      return working(clocks.moment(showing: reading + span.count * Clocks.day))
    }
    return after(clocks.moment(showing: reading), span)
  }

  private func plain(_ moment: Int64, _ span: ModelSpan) -> Int64 {
    if span.unit != .day || span.count == 0 { return moment + span.minutes * Clocks.minute }
    return clocks.moment(showing: clocks.reading(at: moment) + span.count * Clocks.day)
  }

  /// The next time that the clocks show, worked if work counts.
  private func next(_ minute: Int64, from base: Int64) -> Int64 {
    var day = clocks.reading(at: base) / Clocks.day - 1
    while true {
      let moment = clocks.moment(showing: day * Clocks.day + minute * Clocks.minute)
      if moment >= base, robot.work == .off || calendar.isWorking(at: moment) { return moment }
      day += 1
    }
  }

  // MARK: - Back

  private func before(_ reading: Int64, _ span: ModelSpan) -> Int64 {
    let base = clocks.moment(showing: reading)
    if robot.work == .count {
      if span.unit == .day {
        return calendar.opening(of: calendar.day(-span.count, from: reading / Clocks.day))
      }
      return calendar.subtracting(span.minutes, from: base)
    }
    let due =
      span.unit == .day
      ? clocks.moment(showing: reading - span.count * Clocks.day)
      : base - span.minutes * Clocks.minute
    return robot.work == .off ? due : shifted(due, before: base)
  }

  /// On the same day if it is worked and the result is before the base, else on the working day
  /// before.
  private func shifted(_ due: Int64, before base: Int64) -> Int64 {
    let reading = clocks.reading(at: due)
    let day = reading / Clocks.day
    if calendar.isWorkingDay(day) {
      let same = calendar.last(of: day, notAfter: due)
      if same < base { return same }
    }
    let earlier = calendar.day(-1, from: day)
    let limit = clocks.moment(showing: earlier * Clocks.day + reading % Clocks.day)
    return calendar.last(of: earlier, notAfter: limit)
  }

  // MARK: - Again

  /// The first occurrence that is due at the entry or later, and behind one that has been.
  func occurrence(of date: Int64, entry: Int64, after last: Int) -> (number: Int, due: Int64)? {
    guard case .date(let side, let span, let repeats, _) = robot.start else { return nil }
    var months = 0
    // Nobody waits longer than the clocks were written down for.
    while date + Int64(months + 2) * 31 < Clocks.firstDay + Clocks.dayCount {
      let day = clocks.day(date, plusMonths: months)
      let shown = clocks.date(of: day)
      let number = repeats == .yearly ? shown.year : shown.year * 100 + shown.month
      let due = due(side, span, of: day)
      if number > last, due >= entry { return (number, due) }
      months += repeats.rawValue
    }
    return nil
  }
}
