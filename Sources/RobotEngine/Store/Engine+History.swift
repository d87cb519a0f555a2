import RobotModel

extension Engine {
  /// What an entry may have beyond its kind.
  struct EntryParts {
    var reason: Reason?
    /// Texts and values.
    var detail: HistoryDetail?
    var oldStage = StageSlot.none
    var newStage = StageSlot.none
    /// Of what happened to a run: the run, where it is not the author's.
    var run = Slot<RunRow>.none
  }

  /// Adds an entry to a record's history.
  func note(
    _ kind: HistoryKind,
    of record: Slot<RecordRow>,
    by author: Author,
    _ parts: EntryParts = EntryParts()
  ) {
    let run = parts.run.isSome ? parts.run : author.run
    let row = HistoryRow(
      sequence: store.makeHistorySequence(),
      time: time,
      run: run.isSome ? store.runs[run].number : .none,
      visit: run.isSome ? store.visits[store.runs[run].visit].number : .none,
      detail: author.trigger.map { .done(by: $0, parts.detail) } ?? parts.detail,
      record: record,
      previousOfRecord: store.records[record].lastEntry,
      actingUser: store.names.intern(author.user),
      robot: run.isSome ? store.robotName(of: run) : .empty,
      oldStage: parts.oldStage,
      newStage: parts.newStage,
      kind: kind,
      reason: parts.reason
    )
    batch.entries.append(store.insert(row))
  }
}

extension HistoryDetail {
  /// A text alone; nil where it is empty.
  static func words(_ text: String) -> HistoryDetail? {
    text.isEmpty ? nil : HistoryDetail(text: text)
  }

  /// What an entry tells of a trigger's doing.
  fileprivate static func done(
    by trigger: ActingTrigger,
    _ detail: HistoryDetail?
  ) -> HistoryDetail {
    HistoryDetail(
      field: detail?.field ?? "",
      oldValue: detail?.oldValue,
      newValue: detail?.newValue,
      text: detail?.text ?? "",
      cause: Cause(trigger: trigger.id, event: detail?.event ?? trigger.event)
    )
  }
}
