import RobotModel

/// A visit as the store keeps it.
struct VisitRow {
  let number: StoreNumber
  let enterTime: Instant
  var leaveTime = StoredInstant.none
  /// Present only where something needs it: few visits have any of it.
  var detail: VisitDetail?
  let record: Slot<RecordRow>
  let stage: StageSlot
  /// The item's visit before this one.
  var olderVisit: Slot<VisitRow>
  /// The item's visit after this one.
  var newerVisit = Slot<VisitRow>.none
  /// The runs in the stage's order at entry.
  var firstRun = Slot<RunRow>.none
  var lastRun = Slot<RunRow>.none
  /// How many of them have not ended.
  var pendingRuns: UInt32 = 0
  /// Whether the current batch has changed it.
  var isTouched = false

  /// A visit that is open and has no runs yet.
  init(
    number: StoreNumber,
    record: Slot<RecordRow>,
    stage: StageSlot,
    enterTime: Instant,
    olderVisit: Slot<VisitRow>
  ) {
    self.number = number
    self.record = record
    self.stage = stage
    self.enterTime = enterTime
    self.olderVisit = olderVisit
  }

  /// What is left in the place of a visit that is no longer kept.
  static var blank: VisitRow {
    VisitRow(number: .none, record: .none, stage: .none, enterTime: .epoch, olderVisit: .none)
  }

  /// Whether it is one that is no longer kept.
  var isBlank: Bool { number == .none }
}

/// The rare parts of a visit.
final class VisitDetail {
  /// What the fields held at entry that `changed` asks about.
  let entryValues: [StoredField]
  /// The moves by robots, one causing the next, that led here (S-13).
  let automatedMoves: [StageSlot]

  /// Joins the parts.
  init(entryValues: [StoredField], automatedMoves: [StageSlot]) {
    self.entryValues = entryValues
    self.automatedMoves = automatedMoves
  }
}
