import RobotModel

// What an erasure would come to, with nothing changed: each record that it would change is looked
// at once, whatever way it was found.

extension Engine {
  /// Counts what comes next; false if nothing is left.
  func countOne(_ erasure: Erasure) -> Bool {
    if let record = erasure.indirect.popLast() ?? erasure.direct.popLast() {
      if erasure.counted.insert(record.index).inserted { count(record, erasure) }
    } else if let record = erasure.belongings.popLast() {
      guard erasure.counted.insert(record.index).inserted, !store.isErased(record) else {
        return true
      }
      erasure.reply.erasedRecords += 1
      erasure.reply.cancelledRuns += Int(store.records[record].pendingRuns)
    } else if erasure.isRecordLeft {
      erasure.reply.cancelledRuns += Int(store.records[erasure.record].pendingRuns)
      erasure.isRecordLeft = false
    } else {
      return false
    }
    return true
  }

  /// Counts a record that names the erased one, and its runs that would be cancelled.
  private func count(_ record: Slot<RecordRow>, _ erasure: Erasure) {
    let words = isOfClient(record) ? erasure.wordsOfOthers : erasure.words
    let fields = store.records[record].fields
    var isChanged = fields.contains { words.kept($0.value) != $0.value }
    for entry in store.entries(of: record) where !isChanged {
      isChanged = store.history[entry].detail.flatMap(words.replaced) != nil
    }
    for visit in store.visits(of: record) {
      if store.visits[visit].detail.flatMap(words.kept) != nil { isChanged = true }
      for run in store.runs(of: visit) {
        guard let detail = store.runs[run].detail?.detail, words.replaced(detail) != detail else {
          continue
        }
        isChanged = true
        if !store.runs[run].state.isFinal { erasure.reply.cancelledRuns += 1 }
      }
    }
    if isChanged { erasure.reply.changedRecords += 1 }
  }
}
