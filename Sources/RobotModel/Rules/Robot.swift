/// One version of one configured action that belongs to one stage.
///
/// Versions are immutable.
package struct Robot: Hashable, Sendable {
  /// The robot's id, the same in every version.
  package var id: String
  /// The owning stage.
  package var place: StageKey
  /// The place in the stage's order, from 1; zero asks for the last place.
  package var position: Int32
  /// For people.
  package var displayName: String
  /// Unique in the stage; names this robot's outputs in later robots' templates.
  ///
  /// May be empty.
  package var alias: String
  /// A robot type's id, "notify".
  package var type: String
  /// In the order of their names.
  package var parameters: [NamedValue]
  /// When it acts.
  package var timing: Timing
  /// If it acts; nil for always.
  package var condition: Condition?
  /// When the condition is decided.
  package var evaluateAt: EvaluateAt
  /// An expression for a user; empty for the built-in user `robots`.
  package var actingUser: String
  /// How often it may run for one item.
  package var runLimit: RunLimit
  /// Waiting runs outlive the item's leaving of the stage.
  package var survivesStageChange: Bool
  /// A robot that is not enabled starts no runs.
  package var isEnabled: Bool
  /// From 1.
  package var version: Int64
  /// Who made this version: a user's id.
  package var author: String
  /// Why its author made this version, in the author's words.
  package var changeReason: String
  /// What became of the waiting runs when this version was published.
  package var inFlight: InFlightPolicy
  /// The last number that the store had given then: runs with a greater one were not among those.
  package var publishedAfter: StoreNumber
  /// When the robot was made.
  package var createTime: Instant
  /// When this version was made.
  package var updateTime: Instant

  /// Describes a robot that acts at once, always, and as the built-in user.
  package init(id: String, place: StageKey, type: String) {
    self.id = id
    self.place = place
    self.position = 0
    self.displayName = ""
    self.alias = ""
    self.type = type
    self.parameters = []
    self.timing = Timing()
    self.condition = nil
    self.evaluateAt = .fire
    self.actingUser = ""
    self.runLimit = .everyEntry
    self.survivesStageChange = false
    self.isEnabled = true
    self.version = 0
    self.author = ""
    self.changeReason = ""
    self.inFlight = .keepTiming
    self.publishedAfter = .none
    self.createTime = .epoch
    self.updateTime = .epoch
  }
}

/// When a robot's condition is decided.
package enum EvaluateAt: UInt8, Hashable, Sendable, CaseIterable {
  /// When the run becomes due.
  case fire = 1
  /// When the item enters the stage.
  case entry = 2
  /// At both moments; both must be true.
  case both = 3
}

/// How often a robot may run for one item.
///
/// Periods are calendar periods in the robot's zone.
package enum RunLimit: UInt8, Hashable, Sendable, CaseIterable {
  case everyEntry = 1
  case oncePerItem = 2
  case oncePerDay = 3
  case oncePerWeek = 4
  case oncePerMonth = 5
  case oncePerYear = 6
}

/// How a robot's runs ended in the last 30 days, and how many wait now.
package struct RobotCounts: Hashable, Sendable {
  package var succeeded: Int64 = 0
  package var skipped: Int64 = 0
  package var failed: Int64 = 0
  package var cancelled: Int64 = 0
  package var waiting: Int64 = 0
  /// Of those that ended, started a second or more after the due time.
  package var late: Int64 = 0

  /// Starts at zero.
  package init() {}
}
