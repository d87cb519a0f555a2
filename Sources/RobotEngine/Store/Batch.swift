import RobotModel

/// What one command or one item's instant has changed: the rows whose facts are to be made durable
/// together, each once however often it changed.
struct Batch {
  /// Definitions in the order of their changes.
  var definitions: [Fact] = []
  var records: [Slot<RecordRow>] = []
  var visits: [Slot<VisitRow>] = []
  var runs: [Slot<RunRow>] = []
  var entries: [Slot<HistoryRow>] = []
  var remembered: [RememberedRequest] = []
  /// Items whose hold has changed.
  var holds: [Slot<RecordRow>] = []
  /// Removals of what is no longer kept, in their order.
  var removals: [Fact] = []
  /// What the store knows of itself is to be made durable too.
  var isStoreTouched = false
  var effects: [Effect] = []
  /// The record that a command answers with; `none` if it has changed since.
  var answeredRecord = Slot<RecordRow>.none
  /// As the command has left it: its fact is the same.
  var answer: Record?

  /// Whether nothing has changed.
  var isEmpty: Bool {
    records.isEmpty && visits.isEmpty && runs.isEmpty && entries.isEmpty && definitions.isEmpty
      && remembered.isEmpty && holds.isEmpty && removals.isEmpty && !isStoreTouched
  }

  /// Forgets what has changed, and keeps the effects and the room; asks before, since there is
  /// nothing of most.
  mutating func removeFacts() {
    definitions.empty()
    records.empty()
    visits.empty()
    runs.empty()
    entries.empty()
    remembered.empty()
    holds.empty()
    removals.empty()
    isStoreTouched = false
    answeredRecord = .none
    if case .some = answer { answer = nil }
  }
}

extension Array {
  /// Removes everything and keeps the room.
  fileprivate mutating func empty() {
    if !isEmpty { removeAll(keepingCapacity: true) }
  }
}
