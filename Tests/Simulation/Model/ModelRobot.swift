/// One version of a robot of the model.
struct ModelRobot {
  /// From when its time counts.
  enum Start {
    case immediately
    case after(ModelSpan)
    /// From the item's date, which has no time of the day: 09:00 counts.
    case date(Side, ModelSpan, Repeats, isAgain: Bool)
    case moment(Int64)
    /// Minutes after midnight.
    case clock(Int64)
  }

  enum Side {
    case at
    case before
    case after
  }

  enum Repeats: Int {
    case never = 0
    case monthly = 1
    case yearly = 12
  }

  enum Work {
    case off
    case count
    case shift
  }

  enum Policy {
    case onSuccess
    case unlessFailed
    case onFinish
  }

  enum PastDue {
    case runNowUntilDate
    case runNow
    case skip
  }

  enum Decides {
    case fire
    case entry
    case both
  }

  enum Limit {
    case none
    case oncePerItem
    case oncePerDay
  }

  /// What it does.
  enum Deed: Equatable {
    case log(String)
    /// Logs with the item's date behind the text; without a date it fails.
    case logDate(String)
    case move(String)
    case set(Int64)

    var endsVisit: Bool { if case .move = self { true } else { false } }
  }

  let id: String
  let stage: String
  var version = 1
  var isEnabled = true
  var start = Start.immediately
  /// The date is the birthday of the item's contact, not the item's own.
  var readsContact = false
  var isAfterPrevious = false
  var policy = Policy.onSuccess
  var work = Work.off
  var pastDue = PastDue.runNowUntilDate
  /// Minutes.
  var mostLate: Int64?
  /// Acts only if the item's number is greater.
  var threshold: Int64?
  /// Acts only if the item's contact has a birthday.
  var asksForBirthday = false
  var decides = Decides.fire
  var limit = Limit.none
  var survives = false
  var deed: Deed

  var readsDate: Bool { if case .date = start { true } else { false } }

  var repeats: Repeats { if case .date(_, _, let repeats, _) = start { repeats } else { .never } }

  var isAgain: Bool { if case .date(_, _, _, true) = start { true } else { false } }

  /// A timer lies between the entry, or the robot before, and its start.
  var hasTimer: Bool {
    if work != .off { return true }
    return switch start {
    case .immediately: false
    case .after(let span): span.count > 0
    case .date, .moment, .clock: true
    }
  }
}

/// So many minutes, hours or days.
struct ModelSpan {
  enum Unit: Int64 {
    case minute = 1
    case hour = 60
    case day = 1440
  }

  var count: Int64
  var unit: Unit

  var minutes: Int64 { count * unit.rawValue }
}

/// A trigger of the model.
struct ModelTrigger {
  /// What it hears of.
  enum Kind {
    case numberChanged(byRobots: Bool)
    /// Any form, or one.
    case form(String?)
  }

  let id: String
  let stage: String
  let kind: Kind
  var goesBack = false
  var leavesFinal = false
  var threshold: Int64?
  var isEnabled = true
}
