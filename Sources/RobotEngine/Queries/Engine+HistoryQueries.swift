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
      query.isNewestFirst ? "newest first" : "",
      query.kinds.map { "\($0.rawValue)" }.joined(separator: ","),
      query.startTime.map { "\($0)" } ?? "",
      query.endTime.map { "\($0)" } ?? ""
    )
    var slot = try firstEntry(query, of: record, tokens, request.token)
    while slot.isSome, !isBehind(slot, query), filler.wantsMore() {
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
    if query.isNewestFirst {
      let end = query.endTime.map(firstEntry(from:)) ?? store.history.endIndex
      return end == 0 ? .none : Slot(index: end - 1)
    }
    let start = query.startTime.map(firstEntry(from:)) ?? 0
    return start == store.history.endIndex ? .none : Slot(index: start)
  }

  /// Where the entries of a time and later begin: they stand in the order of their times.
  private func firstEntry(from time: Instant) -> UInt32 {
    var (low, high) = (UInt32(0), store.history.endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      let kept = firstKeptEntry(in: middle..<high)
      if let kept, store.history[Slot(index: kept)].time < time {
        low = kept + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// The first entry that is still kept and so has a time.
  private func firstKeptEntry(in places: Range<UInt32>) -> UInt32? {
    var place = store.history.placeInKeptChunk(from: places.lowerBound)
    while place < places.upperBound {
      if !store.history[Slot(index: place)].isBlank { return place }
      place = store.history.placeInKeptChunk(from: place + 1)
    }
    return nil
  }

  /// Whether an entry and all that would follow it lie out of the time that is asked for.
  private func isBehind(_ slot: Slot<HistoryRow>, _ query: HistoryQuery) -> Bool {
    let row = store.history[slot]
    if row.isBlank { return false }
    if query.isNewestFirst { return query.startTime.map { row.time < $0 } ?? false }
    return query.endTime.map { row.time >= $0 } ?? false
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
    if query.isNewestFirst {
      if slot.index == 0 { return .none }
      return store.history.lastPlaceInKeptChunk(upTo: slot.index - 1).map { Slot(index: $0) }
        ?? .none
    }
    let place = store.history.placeInKeptChunk(from: slot.index + 1)
    return place == store.history.endIndex ? .none : Slot(index: place)
  }

  private func matches(_ slot: Slot<HistoryRow>, _ query: HistoryQuery) -> Bool {
    let row = store.history[slot]
    if !query.kinds.isEmpty, !query.kinds.contains(row.kind) { return false }
    if let start = query.startTime, row.time < start { return false }
    if let end = query.endTime, row.time >= end { return false }
    if !query.robot.isEmpty, store.names[row.robot] != query.robot { return false }
    let key = store.key(of: row.record)
    if !query.entityType.isEmpty, key.entityType != query.entityType { return false }
    return query.recordID.isEmpty || key.id == query.recordID
  }
}
