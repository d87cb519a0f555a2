import RobotModel

/// A run as the store keeps it: what a waiting run needs, and no more.
struct RunRow {
  let number: StoreNumber
  var dueTime = StoredInstant.none
  var startTime = StoredInstant.none
  var finishTime = StoredInstant.none
  /// The cold part, from the moment at which something was decided.
  var detail: RunColdPart?
  let visit: Slot<VisitRow>
  /// The version pinned at entry, or to which the run was migrated; set by the store alone.
  var version: RobotVersionSlot
  /// The next run of the visit, in the stage's order.
  var nextInVisit = Slot<RunRow>.none
  /// While it waits: its neighbours among the waiting runs of its version, see ``WaitingRuns``.
  var nextWaiting = Slot<RunRow>.none
  var previousWaiting = Slot<RunRow>.none
  var occurrence: UInt32
  var attempts: UInt32 = 0
  /// The robot's place in the stage's order at entry, from 1.
  let position: UInt16
  var state = RunState.waiting
  var reason: Reason?
  var latenessCause: LatenessCause?
  /// Whether the current batch has changed it.
  var isTouched = false
  /// Whether its queue holds an entry for it.
  var isQueued = false
  /// Whether it is due or ready, but held, and neither armed nor queued meanwhile.
  var isPutAside = false
  /// Whether it was made for a visit under way and placed among the visit's runs, rather than
  /// behind all that were there.
  var isPlaced = false
  /// Whether its due time was past already when it was set last, as by a change of its date, and
  /// nothing held it then: it starts at once, so this need not be stored.
  var wasPastWhenSet = false

  /// Whether its action is ready, but is not to be handed out before a time.
  var waitsForItsTime: Bool {
    state == .ready && (reason == .backoff || reason == .workingTime)
  }

  /// Whether somebody asked for it by hand: it is an occurrence of its own, none of the robot's
  /// timing (S-23).
  var isManual: Bool { OccurrenceNumber(rawValue: occurrence).isManual }

  /// Whether a person has set its due time, which is then not computed.
  var isAskedFor: Bool { !(detail?.detail.askedBy.isEmpty ?? true) }

  /// A run that waits.
  init(
    number: StoreNumber,
    visit: Slot<VisitRow>,
    version: RobotVersionSlot,
    position: UInt16,
    occurrence: UInt32
  ) {
    self.number = number
    self.visit = visit
    self.version = version
    self.position = position
    self.occurrence = occurrence
  }

  /// What is left in the place of a run that is no longer kept: one that has ended.
  static var blank: RunRow {
    var row = RunRow(
      number: .none,
      visit: .none,
      version: RobotVersionSlot(rawValue: 0),
      position: 0,
      occurrence: 0
    )
    row.state = .cancelled
    return row
  }

  /// Whether it is one that is no longer kept.
  var isBlank: Bool { number == .none }
}

/// What a run keeps once something about it was decided.
///
/// What a ``Cell`` is for stands here, too: its variables are only accessed for moments, by the
/// engine's own thread, so guarding each access would be nothing but work.
final class RunColdPart {
  @exclusivity(unchecked) private var keptDetail: RunDetail
  @exclusivity(unchecked) private var keptNotBeforeTime: StoredInstant

  /// Keeps a detail.
  init(_ detail: RunDetail = RunDetail(), notBeforeTime: Instant? = nil) {
    unsafe keptDetail = detail
    unsafe keptNotBeforeTime = StoredInstant(notBeforeTime)
  }

  /// What was decided and what came of it.
  var detail: RunDetail {
    @inline(__always) _read { yield unsafe keptDetail }
    @inline(__always) _modify { yield unsafe &keptDetail }
  }

  /// Not handed out before.
  var notBeforeTime: Instant? {
    @inline(__always) get { unsafe keptNotBeforeTime.instant }
    @inline(__always) set { unsafe keptNotBeforeTime = StoredInstant(newValue) }
  }
}
