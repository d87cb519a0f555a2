import RobotModel

extension Engine {
  /// What an entry may have beyond its kind.
  struct EntryParts {
    var reason: Reason?
    var field = ""
    var oldValue: FieldValue?
    var newValue: FieldValue?
    var oldStage = StageSlot.none
    var newStage = StageSlot.none
    var text = ""
    var event: EventTrace?
    /// Of what happened to a run: the run, where it is not the author's.
    var run = Slot<RunRow>.none

    /// An entry whose kind says it all.
    init() {}
  }

  /// Adds an entry to a record's history.
  func note(
    _ kind: HistoryKind,
    of record: Slot<RecordRow>,
    by author: Author,
    _ parts: EntryParts = EntryParts()
  ) {
    let run = parts.run.isSome ? parts.run : author.run
    var row = HistoryRow(
      sequence: store.makeHistorySequence(),
      time: time,
      run: run.isSome ? store.runs[run].number : .none,
      visit: run.isSome ? store.visits[store.runs[run].visit].number : .none,
      detail: detail(parts, author.trigger),
      record: record,
      previousOfRecord: store.records[record].lastEntry,
      actingUser: store.names.intern(author.user),
      robot: run.isSome ? store.robotName(of: run) : .empty,
      kind: kind,
      reason: parts.reason
    )
    row.oldStage = parts.oldStage
    row.newStage = parts.newStage
    batch.entries.append(store.insert(row))
  }

  /// What an entry has beyond its kind; nil where that is nothing.
  private func detail(_ parts: EntryParts, _ trigger: ActingTrigger?) -> HistoryDetail? {
    if parts.field.isEmpty, parts.text.isEmpty, parts.event == nil, trigger == nil { return nil }
    return HistoryDetail(
      field: parts.field,
      oldValue: parts.oldValue,
      newValue: parts.newValue,
      text: parts.text,
      trigger: trigger?.id ?? "",
      event: parts.event ?? trigger?.event
    )
  }
}
