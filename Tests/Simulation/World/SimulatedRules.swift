import RobotModel

/// The model's rules as the engine's commands say them.
enum SimulatedRules {
  static let numberField = "probability"
  static let dateField = "close_date"
  static let linkField = "contacts"
  static let birthdayField = "birthday"
  static let calendar = "office"

  static let pipelines = [
    Pipeline(
      entityType: "deal",
      id: "sales",
      displayName: "Sales",
      stages: [
        Stage(id: "new", displayName: "New", kind: .inProgress),
        Stage(id: "offer", displayName: "Offer", kind: .inProgress),
        Stage(id: "work", displayName: "Work", kind: .inProgress),
        Stage(id: "won", displayName: "Won", kind: .won),
      ]
    ),
    Pipeline(
      entityType: "deal",
      id: "service",
      displayName: "Service",
      stages: [Stage(id: "ticket", displayName: "Ticket", kind: .inProgress)]
    ),
  ]

  static func place(_ stage: String) -> StageKey {
    StageKey(entityType: "deal", pipeline: Model.pipeline(of: stage), stage: stage)
  }

  static func key(_ item: String) -> RecordKey { RecordKey(entityType: "deal", id: item) }

  static func key(contact: String) -> RecordKey { RecordKey(entityType: "contact", id: contact) }

  static func instant(_ moment: Int64) -> Instant { Instant(millisecondsSinceEpoch: moment) }

  // MARK: - Calendars

  static func calendar(_ model: ModelCalendar) -> WorkCalendar {
    var hours: [WorkingHours] = []
    for (day, stretches) in zip(Weekday.allCases, model.hours) {
      for stretch in stretches {
        hours.append(
          WorkingHours(days: [day], opens: clock(stretch.opens), closes: clock(stretch.closes))
        )
      }
    }
    let holidays = (0..<Clocks.dayCount - 2).map { Clocks.firstDay + $0 }
      .filter { model.holidays.contains(Clocks.warsaw.date(of: $0).day) }
      .map { CalendarDay(.dated(CivilDate(daysSinceEpoch: $0))) }
    return WorkCalendar(
      id: calendar,
      timeZone: "Europe/Warsaw",
      hours: hours,
      holidays: holidays
    )
  }

  private static func clock(_ minute: Int) -> ClockTime {
    ClockTime(millisecondOfDay: Int64(minute) * Clocks.minute) ?? .midnight
  }

  // MARK: - Robots

  static func robot(_ model: ModelRobot) -> Robot {
    var robot = Robot(id: model.id, place: place(model.stage), type: "")
    switch model.deed {
    case .log(let text):
      robot.type = "write_log"
      robot.parameters = [NamedValue(name: "text", value: .text(text))]
    case .logDate(let text):
      robot.type = "write_log"
      let words = "\(text) {{\(dateField) | required}}"
      robot.parameters = [NamedValue(name: "text", value: .text(words))]
    case .move(let stage):
      robot.type = "change_stage"
      robot.parameters = [
        NamedValue(name: "pipeline", value: .text(Model.pipeline(of: stage))),
        NamedValue(name: "stage", value: .text(stage)),
      ]
    case .set(let number):
      robot.type = "modify_item"
      robot.parameters = [NamedValue(name: "set.\(numberField)", value: .integer(number))]
    }
    robot.isEnabled = model.isEnabled
    robot.timing = timing(model)
    robot.condition = condition(of: model)
    robot.survivesStageChange = model.survives
    robot.evaluateAt =
      switch model.decides {
      case .fire: .fire
      case .entry: .entry
      case .both: .both
      }
    robot.runLimit =
      switch model.limit {
      case .none: .everyEntry
      case .oncePerItem: .oncePerItem
      case .oncePerDay: .oncePerDay
      }
    return robot
  }

  private static func condition(of model: ModelRobot) -> Condition? {
    let isNumberHigh = condition(model.threshold)
    guard model.asksForBirthday else { return isNumberHigh }
    let path = "contact.\(birthdayField)"
    let hasBirthday = Condition.comparison(
      Comparison(path: path, comparisonOperator: .isNotEmpty, operands: [])
    )
    return isNumberHigh.map { .all([$0, hasBirthday]) } ?? hasBirthday
  }

  static func condition(_ threshold: Int64?) -> Condition? {
    threshold.map { threshold in
      .comparison(
        Comparison(path: numberField, comparisonOperator: .greater, operands: [.integer(threshold)])
      )
    }
  }

  private static func timing(_ model: ModelRobot) -> Timing {
    let path = model.readsContact ? "contact.\(birthdayField)" : dateField
    var timing = Timing(start: start(model.start, path), isAfterPrevious: model.isAfterPrevious)
    timing.chainPolicy =
      switch model.policy {
      case .onSuccess: .onSuccess
      case .unlessFailed: .unlessFailed
      case .onFinish: .onFinish
      }
    timing.workingTime =
      switch model.work {
      case .off: .off
      case .count: .count
      case .shift: .shift
      }
    if model.work != .off { timing.calendar = calendar }
    timing.pastDue =
      switch model.pastDue {
      case .runNowUntilDate: .runNowUntilDate
      case .runNow: .runNow
      case .skip: .skip
      }
    timing.maxLatenessMilliseconds = model.mostLate.map { $0 * Clocks.minute }
    return timing
  }

  private static func start(_ start: ModelRobot.Start, _ path: String) -> TimingStart {
    switch start {
    case .immediately: return .immediately
    case .after(let span): return .after(self.span(span))
    case .moment(let moment): return .instant(instant(moment))
    case .clock(let minute): return .clockTime(clock(Int(minute)))
    case .date(let side, let span, let repeats, let isAgain):
      return .date(
        DateTiming(
          path: path,
          direction: side == .at ? .at : side == .before ? .before : .after,
          span: self.span(span),
          recurrence: repeats == .never ? .none : repeats == .monthly ? .monthly : .yearly,
          runsAgainOnChange: isAgain
        )
      )
    }
  }

  private static func span(_ span: ModelSpan) -> TimeSpan {
    let unit: TimeUnit =
      switch span.unit {
      case .minute: .minute
      case .hour: .hour
      case .day: .day
      }
    return TimeSpan(count: span.count, unit: unit) ?? .zero
  }

  // MARK: - Triggers

  static func trigger(_ model: ModelTrigger) -> Trigger {
    var trigger = Trigger(id: model.id, place: place(model.stage), type: "form_submitted")
    switch model.kind {
    case .numberChanged(let byRobots):
      trigger.type = "field_changed"
      trigger.parameters = [
        NamedValue(name: "field", value: .text(numberField)),
        NamedValue(name: "include_automation", value: .boolean(byRobots)),
      ]
    case .form(let form):
      if let form { trigger.parameters = [NamedValue(name: "form", value: .text(form))] }
    }
    trigger.allowsBackwards = model.goesBack
    trigger.allowsFromFinal = model.leavesFinal
    trigger.condition = condition(model.threshold)
    trigger.isEnabled = model.isEnabled
    return trigger
  }
}
