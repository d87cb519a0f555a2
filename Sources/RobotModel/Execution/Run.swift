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
