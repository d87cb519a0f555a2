import RobotModel

/// A history entry as the store keeps it: names as slots, texts and values only where there are
/// any; ``Engine/summary(of:)`` puts it into words when it is read.
struct HistoryRow {
  let sequence: UInt64
  let time: Instant
  let run: StoreNumber
  let visit: StoreNumber
  var detail: HistoryDetail?
  let record: Slot<RecordRow>
  /// The entries of the same record before and after it.
  var previousOfRecord: Slot<HistoryRow>
  var nextOfRecord = Slot<HistoryRow>.none
  let actingUser: NameSlot
  /// The robot's id.
  let robot: NameSlot
  var oldStage = StageSlot.none
  var newStage = StageSlot.none
  let kind: HistoryKind
  let reason: Reason?

  /// What is left in the place of an entry that is no longer kept: its sequence, by which others
  /// are found.
  static func blank(sequence: UInt64) -> HistoryRow {
    HistoryRow(
      sequence: sequence,
      time: .epoch,
      run: .none,
      visit: .none,
      record: .none,
      previousOfRecord: .none,
      actingUser: .empty,
      robot: .empty,
      kind: .created,
      reason: nil
    )
  }

  /// Whether the item entered a stage.
  var beginsVisit: Bool { newStage != .none && (kind == .moved || kind == .created) }

  /// Whether it is one that is no longer kept.
  var isBlank: Bool { !record.isSome }
}
