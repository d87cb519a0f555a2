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

/// One field of a record that holds something.
///
/// 24 bytes: the value's 17 leave room for the number.
struct StoredField: Hashable {
  var value: FieldValue
  let number: FieldNumber

  /// Describes what a field holds.
  init(_ number: FieldNumber, _ value: FieldValue) {
    self.value = value
    self.number = number
  }
}

/// What a field of a record is to hold from now on.
struct StoredChange: Hashable {
  let number: FieldNumber
  /// Nil for nothing.
  let value: FieldValue?

  /// Describes a change.
  init(_ number: FieldNumber, _ value: FieldValue?) {
    self.number = number
    self.value = value
  }
}

extension [StoredField] {
  /// The fields that a new record has by some changes, in no more room than they need.
  init(_ changes: [StoredChange]) {
    self = []
    reserveCapacity(changes.count { $0.value != nil })
    for index in changes.indices {
      let number = changes[index].number
      if let value = changes[index].value, isEmpty || self[count - 1].number < number {
        append(StoredField(number, value))
      } else {
        self[number] = changes[index].value
      }
    }
  }

  /// What the field holds, if anything.
  subscript(number: FieldNumber) -> FieldValue? {
    @inline(__always) get {
      // By index: an iterator would copy every value that it passes.
      for index in indices where self[index].number == number { return self[index].value }
      return nil
    }
    set {
      let place = firstIndex { $0.number >= number } ?? count
      let isThere = place < count && self[place].number == number
      switch newValue {
      case .some(let value) where isThere: self[place].value = value
      case .some(let value): insert(StoredField(number, value), at: place)
      case nil where isThere: remove(at: place)
      case nil: break
      }
    }
  }
}
