import RobotModel

// Former records of a key
//
// A deleted record keeps its row, and one that is made again under its key goes on with it: the
// visits of both are one list. Limits count those of the present record alone. Times tell them
// apart but for a record that was deleted and made again within one millisecond; then the number
// of the last visit before is kept with what holds the item up.

extension Engine {
  /// Whether a visit is of its record as it is now, not of one that was deleted before.
  func isOfPresentRecord(_ visit: Slot<VisitRow>) -> Bool {
    let record = store.visits[visit].record
    let number = store.visits[visit].number
    return number.madeTime >= store.records[record].createTime
      && number > store.holds.row(of: record).formerNumber
  }

  /// Sets the visits of a record that is made again apart from those to come.
  func closeFormerVisits(of record: Slot<RecordRow>) {
    let newest = store.records[record].newestVisit
    guard newest.isSome, store.visits[newest].number.madeTime >= time else { return }
    var row = store.holds.row(of: record)
    row.formerNumber = store.visits[newest].number
    setHold(row, of: record)
  }
}
