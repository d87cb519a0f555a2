package import RobotModel

// Whoever changes a row touches it. The facts are made from the rows when the batch is taken, so a
// run that was made, started and ended in one batch is one fact.

extension Engine {
  /// Everything that has changed since the last call, to be made durable as one batch.
  ///
  /// A definition comes before what is made of it, a record before its visits, a visit before its
  /// runs.
  package func takeFacts() -> [Fact] {
    var facts = batch.definitions
    facts.reserveCapacity(
      facts.count + batch.records.count + batch.visits.count + batch.runs.count
        + batch.entries.count + batch.remembered.count + batch.holds.count + 1
    )
    if batch.isStoreTouched { facts.append(.store(storeFact)) }
    for slot in batch.records {
      store.records[slot].isTouched = false
      facts.append(.record(store.recordView(slot)))
    }
    for slot in batch.visits {
      store.visits[slot].isTouched = false
      facts.append(.visit(store.visitView(slot)))
    }
    for slot in batch.runs {
      store.runs[slot].isTouched = false
      facts.append(.run(store.runFact(slot)))
    }
    for slot in batch.entries { facts.append(.historyEntry(store.entryView(slot))) }
    for request in batch.remembered { facts.append(.rememberedRequest(request)) }
    for record in batch.holds { facts.append(.itemHold(store.holdView(record))) }
    batch.definitions.removeAll(keepingCapacity: true)
    batch.records.removeAll(keepingCapacity: true)
    batch.visits.removeAll(keepingCapacity: true)
    batch.runs.removeAll(keepingCapacity: true)
    batch.entries.removeAll(keepingCapacity: true)
    batch.remembered.removeAll(keepingCapacity: true)
    batch.holds.removeAll(keepingCapacity: true)
    batch.isStoreTouched = false
    return facts
  }

  /// What the world outside may have to do, once the batch is durable; empties the list.
  package func takeEffects() -> [Effect] {
    defer { batch.effects.removeAll(keepingCapacity: true) }
    return batch.effects
  }

  /// What the store knows of itself.
  var storeFact: StoreFact {
    StoreFact(
      time: time,
      isClockSimulated: configuration.isClockSimulated,
      lastNumber: store.lastNumber,
      lastHistorySequence: store.lastHistorySequence
    )
  }

  /// Notes that a record has changed.
  func touch(_ record: Slot<RecordRow>) {
    guard !store.records[record].isTouched else { return }
    store.records[record].isTouched = true
    batch.records.append(record)
  }

  /// Notes that a visit has changed.
  func touch(_ visit: Slot<VisitRow>) {
    guard !store.visits[visit].isTouched else { return }
    store.visits[visit].isTouched = true
    batch.visits.append(visit)
  }

  /// Notes that a run has changed.
  func touch(_ run: Slot<RunRow>) {
    guard !store.runs[run].isTouched else { return }
    store.runs[run].isTouched = true
    batch.runs.append(run)
    batch.effects.append(.runChanged(store.runs[run].number))
  }
}
