package import RobotModel

extension Engine {
  /// A page of history, oldest or newest first; a deleted record's is still there.
  ///
  /// A page may be short although there is more: see the token.
  /// - Throws: `INVALID_ARGUMENT` for the token, `NOT_FOUND` for a record that never was.
  package func history(
    _ query: HistoryQuery,
    page request: PageRequest
  ) throws(RequestError) -> Page<HistoryEntry> {
    var filler = PageFiller<HistoryEntry>(request)
    let record = try recordEver(query.entityType, query.recordID)
    let tokens = PageToken(
      list: "history",
      query.entityType,
      query.recordID,
      query.robot,
      query.isNewestFirst ? "newest first" : ""
    )
    var slot = try firstEntry(query, of: record, tokens, request.token)
    while slot.isSome, filler.wantsMore() {
      if !store.history[slot].isBlank {
        let key = ["\(store.history[slot].sequence)"]
        filler.examine(token: tokens.text(after: key))
        if matches(slot, query) {
          filler.add(store.entryView(slot), token: tokens.text(after: key))
        }
      }
      slot = entry(after: slot, query, of: record)
    }
    return filler.page()
  }

  private func firstEntry(
    _ query: HistoryQuery,
    of record: Slot<RecordRow>?,
    _ tokens: PageToken,
    _ token: String
  ) throws(RequestError) -> Slot<HistoryRow> {
    if let key = try tokens.key(from: token) {
      guard let sequence = UInt64(key[0]), let slot = store.entry(sequence) else {
        throw .badPageToken(token)
      }
      return entry(after: slot, query, of: record)
    }
    if let record {
      return query.isNewestFirst
        ? store.records[record].lastEntry : store.records[record].firstEntry
    }
    if store.history.endIndex == 0 { return .none }
    return Slot(index: query.isNewestFirst ? store.history.endIndex - 1 : 0)
  }

  private func entry(
    after slot: Slot<HistoryRow>,
    _ query: HistoryQuery,
    of record: Slot<RecordRow>?
  ) -> Slot<HistoryRow> {
    if record != nil {
      return query.isNewestFirst
        ? store.history[slot].previousOfRecord : store.history[slot].nextOfRecord
    }
    if query.isNewestFirst { return slot.index == 0 ? .none : Slot(index: slot.index - 1) }
    return slot.index + 1 == store.history.endIndex ? .none : Slot(index: slot.index + 1)
  }

  private func matches(_ slot: Slot<HistoryRow>, _ query: HistoryQuery) -> Bool {
    let row = store.history[slot]
    if !query.robot.isEmpty, store.names[row.robot] != query.robot { return false }
    let key = store.key(of: row.record)
    if !query.entityType.isEmpty, key.entityType != query.entityType { return false }
    return query.recordID.isEmpty || key.id == query.recordID
  }
}
