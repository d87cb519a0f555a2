import RobotModel

// What a record goes on to say that has named an erased one. No history is written of it: an entry
// would hold what is to go.

extension Engine {
  /// Takes references, addresses and names out of a record, its history, visits and runs.
  func redact(_ record: Slot<RecordRow>, _ erasure: Erasure) {
    let words = isOfClient(record) ? erasure.wordsOfOthers : erasure.words
    let isChanged = [
      redactFields(of: record, words), redactHistory(of: record, words),
      redactVisits(of: record, words, erasure),
    ].contains(true)
    if isChanged { erasure.reply.changedRecords += 1 }
  }

  private func redactFields(of record: Slot<RecordRow>, _ words: ErasedWords) -> Bool {
    let clients = store.clients(
      in: store.records[record].fields,
      of: store.records[record].entityType
    )
    var changed: [FieldNumber] = []
    for field in store.records[record].fields {
      let kept = words.kept(field.value)
      if kept == field.value { continue }
      store.records[record].fields[field.number] = kept
      changed.append(field.number)
    }
    if changed.isEmpty { return false }
    relink(record, from: clients)
    countRevision(of: record)
    followDates(of: record, fields: changed)
    return true
  }

  private func redactHistory(of record: Slot<RecordRow>, _ words: ErasedWords) -> Bool {
    var isChanged = false
    for entry in store.entries(of: record) {
      guard let detail = store.history[entry].detail, let new = words.replaced(detail) else {
        continue
      }
      store.history[entry].detail = new
      batch.entries.append(entry)
      isChanged = true
    }
    return isChanged
  }

  private func redactVisits(
    of record: Slot<RecordRow>,
    _ words: ErasedWords,
    _ erasure: Erasure
  ) -> Bool {
    var isChanged = false
    for visit in store.visits(of: record) {
      if let detail = store.visits[visit].detail, let new = words.kept(detail) {
        store.visits[visit].detail = new
        touch(visit)
        isChanged = true
      }
      for run in store.runs(of: visit) where redact(run, words, erasure) { isChanged = true }
    }
    return isChanged
  }

  /// An action that is ready with a name or an address in it has lost its sense: it is cancelled.
  private func redact(
    _ run: Slot<RunRow>,
    _ words: ErasedWords,
    _ erasure: Erasure
  ) -> Bool {
    guard let part = store.runs[run].detail, words.replaced(part.detail) != part.detail else {
      return false
    }
    if !store.runs[run].state.isFinal {
      withdraw(run, because: .byPerson, by: erasure.caller)
      releaseSuccessor(of: run)
      erasure.reply.cancelledRuns += 1
    }
    part.detail = words.replaced(part.detail)
    touch(run)
    return true
  }
}
