package import RobotModel

// Whoever changes a row touches it. The facts are made from the rows when the batch is taken, so a
// run that was made, started and ended in one batch is one fact.

extension Engine {
  /// Gives everything that has changed since the last call, to be made durable as one batch.
  ///
  /// A definition comes before what is made of it, a record before its visits, a visit before its
  /// runs.
  /// - Returns: Whether anything has changed.
  package func giveFacts(to sink: any FactSink) -> Bool {
    if batch.isEmpty { return false }
    for fact in batch.definitions { sink.put(fact) }
    if batch.isStoreTouched { sink.put(.store(storeFact)) }
    for slot in batch.records {
      if let answer = batch.answer, answer.slot == slot {
        sink.put(answer.record)
      } else {
        sink.put(store.recordView(slot))
      }
    }
    for slot in batch.visits { sink.put(store.visitView(slot)) }
    for slot in batch.runs { store.give(slot, to: sink) }
    for slot in batch.entries { store.give(slot, to: sink) }
    for request in batch.remembered { sink.put(.rememberedRequest(request)) }
    for record in batch.holds { sink.put(.itemHold(store.holdView(record))) }
    for fact in batch.removals { sink.put(fact) }
    forgetChanges()
    return true
  }

  /// Lets go of what has changed since the last call, where nobody keeps it.
  ///
  /// - Returns: Whether anything had.
  package func dropFacts() -> Bool {
    defer { forgetChanges() }
    return !batch.isEmpty
  }

  /// Forgets what has changed, as if its facts had been given.
  func forgetChanges() {
    for slot in batch.records { store.records[slot].isTouched = false }
    for slot in batch.visits { store.visits[slot].isTouched = false }
    for slot in batch.runs { store.runs[slot].isTouched = false }
    batch.removeFacts()
  }

  /// Tells what the world outside may have to do, once the batch is durable; empties the list.
  ///
  /// Whoever is told may ask the engine, but changes nothing.
  package func giveEffects(to receive: (Effect) -> Void) {
    for index in batch.effects.indices { receive(batch.effects[index]) }
    batch.effects.removeAll(keepingCapacity: true)
  }

  /// What the store knows of itself.
  package var storeFact: StoreFact {
    StoreFact(
      time: time,
      isClockSimulated: configuration.isClockSimulated,
      lastNumber: store.lastNumber,
      lastHistorySequence: store.lastHistorySequence,
      isErasureOpen: isErasureOpen
    )
  }

  /// A record as a command leaves it, to answer with.
  func answer(_ record: Slot<RecordRow>) -> Record {
    let view = store.recordView(record)
    batch.answer = (record, view)
    return view
  }

  /// Notes that a record has changed.
  func touch(_ record: Slot<RecordRow>) {
    batch.answer = nil
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
