/// Where a run stands.
///
/// The numbers are those of `robots.v1.RunState`.
package enum RunState: UInt8, Hashable, Sendable, CaseIterable {
  case waiting = 1
  /// Due and decided; a worker has not taken it yet.
  case ready = 2
  /// A worker has it.
  case dispatched = 3
  case succeeded = 4
  case failed = 5
  case skipped = 6
  case cancelled = 7

  /// The run has ended.
  package var isFinal: Bool { rawValue >= RunState.succeeded.rawValue }
}

/// One robot in one visit and occurrence, as it is stored.
package struct Run: Hashable, Sendable {
  /// Unique in the store; sorts by the time of making.
  package var number: StoreNumber
  /// The visit it belongs to.
  package var visit: StoreNumber
  /// The robot's id.
  package var robot: String
  /// The version pinned at entry.
  package var robotVersion: Int64
  /// The robot's place in the stage's order at entry, from 1.
  package var position: UInt32
  /// Which of the robot's runs in the visit: see ``OccurrenceNumber``.
  package var occurrence: UInt32
  /// Where it stands.
  package var state: RunState
  /// Set in every state but success.
  package var reason: Reason?
  /// Set where it started late.
  package var latenessCause: LatenessCause?
  /// Nil while it is not known.
  package var dueTime: Instant?
  /// Not handed out before.
  package var notBeforeTime: Instant?
  package var startTime: Instant?
  package var finishTime: Instant?
  /// How often a worker was given the action.
  package var attempts: UInt32
  /// What the run keeps once it has started.
  package var detail: RunDetail?
  /// Set for a run that was made for a visit under way: the run of the visit behind which it
  /// stands, `none` for the first place.
  package var placedBehind: StoreNumber?

  /// Describes a run that waits.
  package init(
    number: StoreNumber,
    visit: StoreNumber,
    robot: String,
    robotVersion: Int64,
    position: UInt32
  ) {
    self.number = number
    self.visit = visit
    self.robot = robot
    self.robotVersion = robotVersion
    self.position = position
    self.occurrence = 0
    self.state = .waiting
    self.reason = .time
    self.latenessCause = nil
    self.dueTime = nil
    self.notBeforeTime = nil
    self.startTime = nil
    self.finishTime = nil
    self.attempts = 0
    self.detail = nil
    self.placedBehind = nil
  }
}

/// What a run keeps once it has started: the cold part.
package struct RunDetail: Hashable, Sendable {
  /// What the templates rendered to and the expressions resolved to.
  package var resolvedParameters: [NamedValue] = []
  package var outputs: [NamedValue] = []
  /// A user's id.
  package var actingUser: String = ""
  /// The worker's queue; empty where the store performs the robot.
  package var queue: String = ""
  /// What went wrong, in words.
  package var message: String = ""
  /// The condition's comparisons as they were decided.
  package var operands: [DecidedOperand] = []
  /// The condition's result; nil where none was decided.
  package var isSatisfied: Bool?
  /// The result that came after the run had ended, in words.
  package var lateResult: String = ""
  /// Who has set its due time by hand: a user's id; empty where it was computed.
  package var askedBy: String = ""
  /// How often it was started anew by hand after it had ended.
  package var manualRetries: UInt32 = 0
  /// The version of its robot by which it acts, which may be newer than the pinned one; 0 before it
  /// has started.
  package var actingVersion: Int64 = 0
  /// The invoice of its item that it reads: an id; empty where it reads none.
  package var invoice: String = ""
  /// The quote of its item that it reads: an id; empty where it reads none.
  package var quote: String = ""
  /// What the date held for which it fired; nil where it counts from none.
  package var date: FieldValue?

  /// Starts empty.
  package init() {}
}

/// One comparison of a condition as it was decided.
package struct DecidedOperand: Hashable, Sendable {
  /// The comparison's place in the condition, in depth-first order from 0.
  package var index: UInt32
  /// What the path held; nil for nothing.
  package var actual: FieldValue?
  /// The comparison's result.
  package var isSatisfied: Bool

  /// Describes a decided comparison.
  package init(index: UInt32, actual: FieldValue?, isSatisfied: Bool) {
    self.index = index
    self.actual = actual
    self.isSatisfied = isSatisfied
  }
}

/// A run as it is shown: with the names of what it belongs to.
package struct RunView: Hashable, Sendable {
  package var run: Run
  package var item: RecordKey
  package var place: StageKey
  package var robotType: String
  package var robotName: String
  /// The idempotency key of the run's action.
  package var key: String
  /// While it waits for the run before it.
  package var previous: Previous?
  /// What keeps it from starting even when it is due: `PAUSED`,
  /// `LOOP_BREAKER`, `CATCHING_UP`, or nil.
  package var hold: Reason?

  /// The run that another one follows.
  package struct Previous: Hashable, Sendable {
    package var number: StoreNumber
    /// The robot's id.
    package var robot: String

    /// Names a run and its robot.
    package init(number: StoreNumber, robot: String) {
      self.number = number
      self.robot = robot
    }
  }

  /// Describes a run with its surroundings.
  package init(
    run: Run,
    item: RecordKey,
    place: StageKey,
    robotType: String,
    robotName: String,
    key: String
  ) {
    self.run = run
    self.item = item
    self.place = place
    self.robotType = robotType
    self.robotName = robotName
    self.key = key
  }
}
