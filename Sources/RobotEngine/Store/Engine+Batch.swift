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
    // By index: a list that is walked is held on to.
    for index in batch.records.indices {
      let slot = batch.records[index]
      if slot == batch.answeredRecord, let answer = batch.answer.take() {
        sink.put(answer)
      } else {
        sink.put(store.recordView(slot))
      }
    }
    for index in batch.visits.indices { sink.put(store.visitView(batch.visits[index])) }
    for index in batch.runs.indices { store.give(batch.runs[index], to: sink) }
    for index in batch.entries.indices { store.give(batch.entries[index], to: sink) }
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
    if let erasure { hearOfBatch(erasure) }
    for index in batch.records.indices { store.records[batch.records[index]].isTouched = false }
    for index in batch.visits.indices { store.visits[batch.visits[index]].isTouched = false }
    for index in batch.runs.indices { store.runs[batch.runs[index]].isTouched = false }
    batch.removeFacts()
  }

  /// Tells what the world outside may have to do, once the batch is durable; empties the list.
  ///
  /// Whoever is told may ask the engine, but changes nothing.
  package func giveEffects(to receive: (Effect) -> Void) {
    if batch.effects.isEmpty { return }
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
    batch.answeredRecord = record
    batch.answer = view
    return view
  }

  /// Notes that a record has changed.
  func touch(_ record: Slot<RecordRow>) {
    batch.answeredRecord = .none
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
    if tellsOfRuns { batch.effects.append(.runChanged(store.runs[run].number)) }
  }
}
