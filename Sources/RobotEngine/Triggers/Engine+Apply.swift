import RobotModel

// An event at an item: decided, noted, and the item moved if a trigger was chosen.
//
// A move by a trigger is as one by a person, unless a robot has set off the event: then it is that
// robot's move, which withdraws none of the visit's started actions (S-2), and goes on with its
// chain of moves (S-13).

extension Engine {
  /// Lets an item's triggers hear of an event; the entry's robots wait for `settle`.
  @discardableResult
  func apply(_ event: HeardEvent, to record: Slot<RecordRow>) -> TriggerDecision {
    let decision = decide(event, for: record)
    guard event.isNoted || decision.isOfInterest else { return decision }
    var trace = EventTrace(
      id: event.id.isEmpty ? makeEventID() : event.id,
      type: event.type,
      subject: TriggerCatalogue.kind(event.type)?.subject(of: event.payload) ?? "",
      isTold: event.isTold,
      candidates: decision.candidates
    )
    var parts = EntryParts()
    parts.detail = HistoryDetail(cause: HistoryDetail.Cause(trigger: "", event: trace))
    parts.reason = decision.reason
    parts.oldStage = store.records[record].stage
    note(.event, of: record, by: event.author, parts)
    if decision.refusal == .loopBreaker { stopMoving(record) }
    guard let chosen = decision.chosen else { return decision }
    trace.candidates = []
    let run = event.author.run
    let author = Author(
      user: actingUser(of: chosen, for: record),
      run: run,
      trigger: ActingTrigger(id: chosen.trigger.id, event: trace)
    )
    hearingPayment(of: record, by: author, at: event.time) {
      move(
        record,
        to: chosen.stage,
        at: entryTime(of: record, eventTime: event.time),
        by: author,
        automatedMoves: run.isSome
          ? automatedMoves(endingIn: chosen.stage, by: run) : [chosen.stage]
      )
    }
    return decision
  }

  /// An id for an event that has none; it is not given again after a restart.
  func makeEventID() -> String {
    batch.isStoreTouched = true
    return store.makeNumber(at: time).text
  }

  /// The user in whose name a trigger moves an item; one whom the item does not name is the
  /// built-in user.
  private func actingUser(of trigger: CompiledTrigger, for record: Slot<RecordRow>) -> String {
    guard let expression = trigger.actingUser else { return Author.builtInUser }
    do throws(RunFailure) {
      return try resolve(expression, of: record)
    } catch {
      return Author.builtInUser
    }
  }

  /// An entry of a record's history that is no older than ids are remembered, the newest first.
  ///
  /// - Complexity: linear in the entries of that time, up to a limit.
  func recentEntry(
    of record: Slot<RecordRow>,
    since: Instant,
    where isSought: (borrowing HistoryRow) -> Bool
  ) -> HistoryRow? {
    let oldest = max(since, time.adding(milliseconds: -Limits.rememberedMilliseconds))
    var entry = store.records[record].lastEntry
    for _ in 0..<Limits.recentEntries where entry.isSome {
      if store.history[entry].time < oldest { return nil }
      if isSought(store.history[entry]) { return store.history[entry] }
      entry = store.history[entry].previousOfRecord
    }
    return nil
  }
}
