package import RobotModel

extension Engine {
  /// Explains what triggers made of the events of which an item heard, also of a deleted item.
  ///
  /// - Throws: `NOT_FOUND` for the item.
  package func explainEvents(of key: RecordKey) throws(RequestError) -> Explanation {
    let record = try recordEver(key)
    let events = recentEvents(of: record)
    let newest = events.first.map { "At \(words($0.time)) \(summary(of: $0))." }
    return Explanation(
      runs: [],
      summary: newest ?? "No trigger of \(key) has heard of an event.",
      events: events
    )
  }

  /// The newest events of which an item heard, the newest first.
  func recentEvents(of record: Slot<RecordRow>) -> [HistoryEntry] {
    var events: [HistoryEntry] = []
    var entry = store.records[record].lastEntry
    while entry.isSome, events.count < Limits.eventsExplained {
      if store.history[entry].kind == .event { events.append(store.entryView(entry)) }
      entry = store.history[entry].previousOfRecord
    }
    return events
  }
}
