import RobotModel

/// A record as the store keeps it: the hot part, with its fields as one sparse array.
///
/// A row belongs to a key for ever: a deleted record keeps its row, number and revision, so that
/// its visits and history stay readable and an etag never comes again. Only an erased one gets
/// another key.
struct RecordRow {
  let number: StoreNumber
  /// Changed by ``Store/rename(_:_:)`` alone.
  var id: String
  /// Sorted by number; fields that hold nothing are absent.
  var fields: [StoredField] = []
  var createTime: Instant
  var updateTime: Instant
  /// Counts changes, deletions included.
  var revision: Int64 = 0
  let entityType: EntityTypeSlot
  /// Which configured source has last put it.
  var source = SourceSlot.none
  private var marks: UInt8 = 0
  /// Of an item: where it stands.
  var stage = StageSlot.none
  /// Of an item: its open visit, and its newest, which may be closed.
  var visit = Slot<VisitRow>.none
  var newestVisit = Slot<VisitRow>.none
  /// How many runs of all its visits have not ended.
  var pendingRuns: UInt32 = 0
  /// The items before and after it in its stage, by time of entry.
  var previousInStage = Slot<RecordRow>.none
  var nextInStage = Slot<RecordRow>.none
  /// The next record of the type, by time of making.
  var nextOfType = Slot<RecordRow>.none
  /// Its history, oldest and newest.
  var firstEntry = Slot<HistoryRow>.none
  var lastEntry = Slot<HistoryRow>.none

  /// A new record that holds nothing yet.
  init(number: StoreNumber, entityType: EntityTypeSlot, id: String, createTime: Instant) {
    self.number = number
    self.id = id
    self.entityType = entityType
    self.createTime = createTime
    self.updateTime = createTime
  }
}

extension RecordRow {
  // One byte for both: a row has none to spare.
  private static let deletedMark: UInt8 = 1
  private static let touchedMark: UInt8 = 2

  /// Its names and number are kept for its visits and history alone.
  var isDeleted: Bool {
    @inline(__always) get { marks & Self.deletedMark != 0 }
    set { marks = newValue ? marks | Self.deletedMark : marks & ~Self.deletedMark }
  }

  /// Whether the current batch has changed it.
  var isTouched: Bool {
    @inline(__always) get { marks & Self.touchedMark != 0 }
    @inline(__always) set {
      marks = newValue ? marks | Self.touchedMark : marks & ~Self.touchedMark
    }
  }
}
