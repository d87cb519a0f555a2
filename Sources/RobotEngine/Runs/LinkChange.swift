import RobotModel

/// A record's change, to which the items that are linked to it have yet to come.
struct LinkChange {
  let record: Slot<RecordRow>
  /// As the links name the record.
  let key: RecordKey
  /// The fields that have changed; nil for all, of a record that came or went.
  private(set) var fields: [FieldNumber]?
  /// When it changed first.
  private(set) var time: Instant
  /// Items up to this one follow it.
  var lastItem = StoreNumber.none
  var itemsLeft: RowsLeft<RecordRow>
  /// Those of them that have not waited for their turn.
  var itemsAhead: Set<Slot<RecordRow>> = []

  init(
    of record: Slot<RecordRow>,
    _ key: RecordKey,
    fields: [FieldNumber]?,
    at time: Instant,
    _ itemsLeft: [Slot<RecordRow>]
  ) {
    self.record = record
    self.key = key
    self.fields = fields
    self.time = time
    self.itemsLeft = RowsLeft(itemsLeft)
  }

  /// Adds what an earlier change of the record asks for.
  mutating func include(_ other: LinkChange) {
    time = other.time
    guard let fields, let others = other.fields else {
      self.fields = nil
      return
    }
    self.fields = fields + others.filter { !fields.contains($0) }
  }
}
