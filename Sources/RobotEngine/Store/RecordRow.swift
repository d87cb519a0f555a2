import RobotModel

/// One field of a record that holds something.
///
/// 24 bytes: the value's 17 leave room for the number.
struct StoredField: Hashable {
  var value: FieldValue
  var number: FieldNumber

  /// Describes what a field holds.
  init(_ number: FieldNumber, _ value: FieldValue) {
    self.value = value
    self.number = number
  }
}

/// A record as the store keeps it: the hot part, with its fields as one sparse array.
///
/// A row belongs to a key for ever: a deleted record keeps its row, number and revision, so that
/// its visits and history stay readable and an etag never comes again.
struct RecordRow {
  let number: StoreNumber
  var id: String
  /// Sorted by number; fields that hold nothing are absent.
  var fields: [StoredField] = []
  var createTime = Instant.epoch
  var updateTime = Instant.epoch
  /// Counts changes, deletions included.
  var revision: Int64 = 0
  let entityType: EntityTypeSlot
  /// Of an item: where it stands.
  var stage = StageSlot.none
  var isDeleted = false
  /// Whether the current batch has changed it.
  var isTouched = false
}
