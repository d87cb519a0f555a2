import RobotModel

// Looking a row up near another one, as loading does, see ``LoadPlaces``.

extension Store {
  /// The row of a record by the store's number; at once where it stands at a place or right behind.
  func record(_ number: StoreNumber, near place: Slot<RecordRow>) -> Slot<RecordRow> {
    let near = records.first(near: place) { $0.number == number }
    return near.isSome ? near : record(number)
  }

  /// The row of a visit; at once where it stands at a place or right behind.
  func visit(_ number: StoreNumber, near place: Slot<VisitRow>) -> Slot<VisitRow> {
    // What is no longer kept has left blank rows, whose number is none.
    let near = visits.first(near: place) { $0.number == number && !$0.isBlank }
    return near.isSome ? near : visit(number)
  }

  /// The row of a key, deleted or not; at once where it stands at a place or right behind.
  func slot(
    ofRecord id: String,
    type: EntityTypeSlot,
    near place: Slot<RecordRow>
  ) -> Slot<RecordRow> {
    let near = records.first(near: place) { $0.entityType == type && $0.id == id }
    return near.isSome ? near : slot(ofRecord: id, type: type)
  }
}

extension Slab {
  /// The place itself or the one behind, whichever holds a row that is sought; else `none`.
  @inline(__always)
  fileprivate func first(
    near place: Slot<Row>,
    where isSought: (borrowing Row) -> Bool
  ) -> Slot<Row> {
    guard place.isSome, place.index < endIndex else { return .none }
    if isSought(self[place]) { return place }
    let next = Slot<Row>(index: place.index + 1)
    return next.index < endIndex && isSought(self[next]) ? next : .none
  }
}
