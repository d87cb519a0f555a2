import RobotModel

// Looking a row up near another one, as loading does, see ``LoadPlaces``.

extension Store {
  /// The row of a record by the store's number; at once where it stands at a place or right behind.
  func record(_ number: StoreNumber, near place: Slot<RecordRow>) -> Slot<RecordRow> {
    if place.index < records.endIndex {
      if records[place].number == number { return place }
      let next = Slot<RecordRow>(index: place.index + 1)
      if next.index < records.endIndex, records[next].number == number { return next }
    }
    return record(number)
  }

  /// The row of a visit; at once where it stands at a place or right behind.
  func visit(_ number: StoreNumber, near place: Slot<VisitRow>) -> Slot<VisitRow> {
    // What is no longer kept has left blank rows, whose number is none.
    if place.index < visits.endIndex, number != .none {
      if visits[place].number == number { return place }
      let next = Slot<VisitRow>(index: place.index + 1)
      if next.index < visits.endIndex, visits[next].number == number { return next }
    }
    return visit(number)
  }

  /// The row of a key, deleted or not; at once where it stands at a place or right behind.
  func slot(
    ofRecord id: String,
    type: EntityTypeSlot,
    near place: Slot<RecordRow>
  ) -> Slot<RecordRow> {
    if place.index < records.endIndex {
      if records[place].id == id, records[place].entityType == type { return place }
      let next = Slot<RecordRow>(index: place.index + 1)
      if next.index < records.endIndex, records[next].id == id,
        records[next].entityType == type
      {
        return next
      }
    }
    return slot(ofRecord: id, type: type)
  }
}
