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
  /// The record that a command answers with, as it has left it: its fact is the same.
  var answer: (slot: Slot<RecordRow>, record: Record)?

  /// Whether nothing has changed.
  var isEmpty: Bool {
    records.isEmpty && visits.isEmpty && runs.isEmpty && entries.isEmpty && definitions.isEmpty
      && remembered.isEmpty && holds.isEmpty && removals.isEmpty && !isStoreTouched
  }

  /// Forgets what has changed, and keeps the effects and the room.
  mutating func removeFacts() {
    definitions.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    visits.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    remembered.removeAll(keepingCapacity: true)
    holds.removeAll(keepingCapacity: true)
    removals.removeAll(keepingCapacity: true)
    isStoreTouched = false
    answer = nil
  }
}
