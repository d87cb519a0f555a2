/// Facts in their order, each kind of which there are many in an array of its own.
///
/// A list of ``Fact`` is as large as if every fact were the largest one, and each is copied on its
/// way out of its case. A start reads millions of records, visits, runs and history entries, so
/// here each stands as it is, or in its parts.
package struct FactList: Sendable {
  /// What stands next in the order.
  package enum Kind: UInt8, Sendable {
    case record, visit, run, historyEntry, other
    /// The engine time of the batch whose facts follow.
    case time
  }

  /// A run in its parts.
  package struct RunParts: Sendable {
    package let numbers: RunNumbers
    package let robot: String
    package let detail: RunDetail?

    /// Joins the parts.
    package init(_ numbers: RunNumbers, robot: String, detail: RunDetail?) {
      self.numbers = numbers
      self.robot = robot
      self.detail = detail
    }
  }

  /// A history entry in its parts, whose names are those of ``HistoryEntry``.
  package struct HistoryParts: Sendable {
    package var numbers: HistoryNumbers
    package var record: RecordKey
    package var actingUser = ""
    package var robot = ""
    /// Where the item stood and stands; nil where the entry says nothing of it.
    package var oldPlace: StageKey?
    package var newPlace: StageKey?
    package var detail: HistoryDetail?

    /// Begins with what every entry has.
    package init(_ numbers: HistoryNumbers, of record: RecordKey) {
      self.numbers = numbers
      self.record = record
    }

    /// Takes an entry apart.
    package init(_ entry: HistoryEntry) {
      numbers = entry.numbers
      record = entry.record
      actingUser = entry.actingUser
      robot = entry.robot
      oldPlace = entry.oldPlace
      newPlace = entry.newPlace
      detail = entry.hasDetail ? entry.detail : nil
    }

    /// The entry.
    package var entry: HistoryEntry {
      HistoryEntry(
        numbers,
        of: record,
        by: actingUser,
        robot: robot,
        from: oldPlace,
        to: newPlace,
        detail
      )
    }
  }

  /// What stands where; each array below holds what the order says, one after another.
  package private(set) var order: [Kind] = []
  package private(set) var records: [Record] = []
  package private(set) var visits: [Visit] = []
  package private(set) var runs: [RunParts] = []
  package private(set) var historyEntries: [HistoryParts] = []
  package private(set) var others: [Fact] = []
  package private(set) var times: [Instant] = []

  /// An empty list.
  package init() {}

  /// Adds a record.
  package mutating func append(_ record: consuming Record) {
    order.append(.record)
    records.append(record)
  }

  /// Adds a visit.
  package mutating func append(_ visit: consuming Visit) {
    order.append(.visit)
    visits.append(visit)
  }

  /// Adds a run.
  package mutating func append(_ run: consuming RunParts) {
    order.append(.run)
    runs.append(run)
  }

  /// Adds a history entry.
  package mutating func append(_ entry: consuming HistoryParts) {
    order.append(.historyEntry)
    historyEntries.append(entry)
  }

  /// Adds a fact of any kind; one of those above had better be added as such.
  package mutating func append(_ fact: consuming Fact) {
    order.append(.other)
    others.append(fact)
  }

  /// Begins a batch, made at a time.
  package mutating func append(batchTime: Instant) {
    order.append(.time)
    times.append(batchTime)
  }
}
