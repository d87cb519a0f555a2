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
  /// What the store knows of itself is to be made durable too.
  var isStoreTouched = false
  var effects: [Effect] = []
}
