package import RobotModel

extension Engine {
  /// Holds up all automation, a pipeline's or an item's (S-37).
  ///
  /// What of an item is due already starts before; pausing what is paused changes nothing.
  /// - Throws: `NOT_FOUND` for the pipeline or the item, `INVALID_ARGUMENT` for a record that
  ///   stands in no stage.
  package func perform(
    _ command: PauseAutomation,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Pause {
    advance(to: now)
    switch command.scope {
    case .everything, .pipeline:
      if let lasting = try keptPause(of: command.scope), lasting.endTime == nil { return lasting }
      let pause = Pause(scope: command.scope, user: caller.user, beginTime: time)
      put(pause)
      return pause
    case .item(let key):
      let record = try requireItem(key)
      settle(record)
      var row = store.holds.row(of: record)
      if row.pauseTime.instant == nil {
        row.pauseTime = StoredInstant(time)
        row.pauseUser = store.names.intern(caller.user)
        setHold(row, of: record)
        var parts = EntryParts()
        parts.reason = .paused
        note(.paused, of: record, by: Author(caller), parts)
      }
      return Pause(
        scope: command.scope,
        user: store.names[row.pauseUser],
        beginTime: row.pauseTime.instant ?? time
      )
    }
  }

  /// The last pause of everything or of a pipeline, which may have ended.
  func keptPause(of scope: PauseScope) throws(RequestError) -> Pause? {
    switch scope {
    case .everything: return store.holds.everything
    case .pipeline(let key):
      _ = try pipeline(key)
      return store.holds.pause(ofPipeline: key.id, type: key.entityType)
    case .item: preconditionFailure("an item's pause is a row")
    }
  }

  /// The row of a record that can stand in stages.
  func requireItem(_ key: RecordKey) throws(RequestError) -> Slot<RecordRow> {
    let type = try requireEntityType(key.entityType)
    guard store.schema.hasStages(type) else {
      throw .invalid(
        "entity_type",
        "records of \(key.entityType) stand in no stage; expected a type with stages"
      )
    }
    guard let record = store.liveRecord(key) else { throw .notFound(key.entityType, key.id) }
    return record
  }

  /// Sets the pause of everything or of a pipeline, durably with the current batch.
  func put(_ pause: Pause) {
    store.holds.put(pause)
    batch.definitions.append(.pause(pause))
  }
}
