import RobotModel

extension TimingStart {
  /// "at once", "after 2 days", "1 day before contact.birthday".
  var words: String {
    switch self {
    case .immediately: "at once"
    case .after(let span): span.isZero ? "at once" : "after \(span.words)"
    case .date(let timing): timing.words
    case .instant(let instant): "at \(instant)"
    case .clockTime(let time): "at \(time)"
    }
  }
}

extension DateTiming {
  fileprivate var words: String {
    var words = "at \(path)"
    if direction != .at, !span.isZero { words = "\(span.words) \(direction) \(path)" }
    if let clockTime { words += " at \(clockTime)" }
    if let atTime { words += ", of a date without time from \(atTime)" }
    if recurrence != .none { words += isOnce ? ", once, \(recurrence)" : ", \(recurrence)" }
    return runsAgainOnChange ? words + ", again when the date changes" : words
  }
}

extension ChainPolicy {
  /// Which ends release.
  var words: String {
    switch self {
    case .onSuccess: "success"
    case .unlessFailed: "any end but a failure"
    case .onFinish: "any end"
    }
  }
}

extension PastDue {
  /// What becomes of a due time that is past.
  var words: String {
    switch self {
    case .runNowUntilDate: "run while the date is ahead"
    case .runNow: "run"
    case .skip: "skip"
    }
  }
}

extension WorkingTimeMode {
  /// How working hours bear on the due time.
  var words: String {
    switch self {
    case .off: ""
    case .count: "only working time counts"
    case .shift: "moved to working time"
    }
  }
}

extension EvaluateAt {
  /// At which moment.
  var words: String {
    switch self {
    case .fire: "when due"
    case .entry: "at entry"
    case .both: "at entry and when due"
    }
  }
}

extension RunLimit {
  /// How often for one item.
  var words: String {
    switch self {
    case .everyEntry: "every entry"
    case .oncePerItem: "once per item"
    case .oncePerDay: "once a day"
    case .oncePerWeek: "once a week"
    case .oncePerMonth: "once a month"
    case .oncePerYear: "once a year"
    }
  }
}
