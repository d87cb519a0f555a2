import RobotModel

extension Store {
  /// The id that a record has once it is erased.
  func erasedID(of record: Slot<RecordRow>) -> String {
    "erased-\(records[record].number.text)"
  }

  /// Whether a record was erased.
  func isErased(_ record: Slot<RecordRow>) -> Bool {
    records[record].isDeleted && records[record].id == erasedID(of: record)
  }

  /// Takes from a record its id, its history and all that it, its visits and runs hold; of the
  /// history the entry that tells of it stays.
  ///
  /// Doing it again changes nothing.
  ///
  /// - Complexity: Linear in its visits, runs and history.
  func erase(_ record: Slot<RecordRow>) {
    rename(record, erasedID(of: record))
    records[record].fields = []
    records[record].source = .none
    for visit in visits(of: record) {
      visits[visit].detail = nil
      for run in runs(of: visit) { runs[run].detail = nil }
    }
    for entry in entries(of: record) where history[entry].kind != .erased { remove(entry) }
  }

  /// The entries of a record's history, oldest first.
  ///
  /// A loop over them may remove the one that it is at.
  func entries(of record: Slot<RecordRow>) -> RecordEntries {
    RecordEntries(next: records[record].firstEntry, history: history)
  }
}

/// The history of one record, followed by its links.
struct RecordEntries: Sequence, IteratorProtocol {
  private var entry: Slot<HistoryRow>
  private let history: Slab<HistoryRow>

  init(next: Slot<HistoryRow>, history: Slab<HistoryRow>) {
    entry = next
    self.history = history
  }

  mutating func next() -> Slot<HistoryRow>? {
    guard entry.isSome else { return nil }
    defer { entry = history[entry].nextOfRecord }
    return entry
  }
}
