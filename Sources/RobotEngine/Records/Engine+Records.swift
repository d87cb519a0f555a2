import RobotModel

// How records change, whoever changes them. Each verb changes the rows, notes the history and
// touches what is to be made durable; what a change means for visits and runs is not decided here.

extension Engine {
  /// Makes a record, or makes a deleted one anew under its old number.
  func makeRecord(
    _ id: String,
    type: EntityTypeSlot,
    fields: [StoredField],
    stage: StageSlot = .none,
    by author: Author
  ) -> Slot<RecordRow> {
    let hash = Store.hash(type, id)
    var slot = store.slot(ofRecord: id, type: type, hash: hash)
    if !slot.isSome {
      slot = store.insert(
        RecordRow(number: store.makeNumber(at: time), entityType: type, id: id, createTime: time),
        keyHash: hash
      )
    }
    closeFormerVisits(of: slot)
    store.records[slot].isDeleted = false
    store.records[slot].createTime = time
    store.records[slot].updateTime = time
    store.records[slot].revision += 1
    store.records[slot].fields = fields
    relink(slot, from: [])
    store.countRecord(slot, by: 1)
    touch(slot)
    var parts = EntryParts()
    parts.newStage = stage
    note(.created, of: slot, by: author, parts)
    noteStaffActivity(of: slot, by: author, fields: fields.map(\.number))
    followDates(of: slot, fields: nil)
    return slot
  }

  /// Makes a record under an id that the store makes.
  func makeRecord(
    type: EntityTypeSlot,
    fields: [StoredField],
    by author: Author
  ) -> Slot<RecordRow> {
    makeRecord(store.makeNumber(at: time).text, type: type, fields: fields, by: author)
  }

  /// Sets fields of a record; those that hold the same already are not touched.
  ///
  /// - Parameters:
  ///   - eventTime: When it happened; nil for now.
  ///   - isHeard: Triggers hear of it.
  func setFields(
    _ changes: [StoredChange],
    of record: Slot<RecordRow>,
    by author: Author,
    at eventTime: Instant? = nil,
    isHeard: Bool = true
  ) {
    var formerValues: [StoredChange] = []
    let type = store.records[record].entityType
    let clientFields = store.schema.clientFields(of: type)
    let clients =
      changes.contains { clientFields.contains($0.number) }
      ? store.clients(in: store.records[record].fields, of: type) : nil
    for change in changes {
      let old = store.records[record].fields[change.number]
      if old == change.value { continue }
      formerValues.append(StoredChange(change.number, old))
      store.records[record].fields[change.number] = change.value.map { store.users.shared($0) }
      var parts = EntryParts()
      parts.detail = HistoryDetail(
        field: store.schema.name(of: change.number, in: type),
        oldValue: old,
        newValue: change.value
      )
      note(.fieldChanged, of: record, by: author, parts)
    }
    if let clients { relink(record, from: clients) }
    if formerValues.isEmpty { return }
    let changed = formerValues.map(\.number)
    countRevision(of: record)
    noteStaffActivity(of: record, by: author, fields: changes.map(\.number), at: eventTime)
    followDates(of: record, fields: changed)
    followResponsible(of: record, fields: changed)
    if isHeard, hasTriggers(ofType: FieldChanged.id, for: record) {
      raiseFieldChange(of: record, from: formerValues, by: author, at: eventTime)
    }
  }

  /// Why a record cannot hold fields, since it would be larger than a record may be; nil if it can.
  func sizeProblem(of fields: [StoredField], _ key: RecordKey) -> String? {
    let size = fields.reduce(0) { $0 + $1.value.byteCount }
    if size <= Limits.recordByteCount { return nil }
    return "\(key) would have \(size) bytes; a record has at most \(Limits.recordByteCount)"
  }

  /// Links a record to the clients that its fields name now.
  func relink(_ record: Slot<RecordRow>, from old: [Client]) {
    let type = store.records[record].entityType
    let new = store.clients(in: store.records[record].fields, of: type)
    if !old.isEmpty || !new.isEmpty { store.clients.relink(record, from: old, to: new) }
  }

  /// Counts a change of a record, which is now.
  func countRevision(of record: Slot<RecordRow>) {
    store.records[record].revision += 1
    store.records[record].updateTime = time
    touch(record)
  }

  /// Deletes a record that stands in no stage; its row stays.
  func removeRecord(_ record: Slot<RecordRow>, by author: Author) {
    let type = store.records[record].entityType
    let clients = store.clients(in: store.records[record].fields, of: type)
    store.records[record].isDeleted = true
    store.records[record].fields = []
    relink(record, from: clients)
    store.countRecord(record, by: -1)
    if store.holds.row(of: record) != HoldTable.ItemRow() {
      setHold(HoldTable.ItemRow(), of: record)
    }
    countRevision(of: record)
    note(.deleted, of: record, by: author)
    followDates(of: record, fields: nil)
  }
}
