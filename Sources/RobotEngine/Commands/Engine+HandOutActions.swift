package import RobotModel

extension Engine {
  /// Hands out the oldest ready actions of a queue, at most `count`.
  package func perform(_ command: HandOutActions, at now: Instant) -> [Action] {
    advance(to: now)
    let index = queueIndex(command.queue)
    var actions: [Action] = []
    if store.holds.isEverythingPaused { return actions }
    while actions.count < command.count, let run = nextReadyRun(inQueue: index) {
      setState(.dispatched, of: run)
      store.runs[run].attempts += 1
      store.runs[run].reason = nil
      coldPart(of: run).notBeforeTime = nil
      touch(run)
      noteAction(.actionHandedOut, of: run)
      actions.append(action(of: run))
    }
    return actions
  }

  /// Says whether some worker serves a queue now.
  ///
  /// Nothing durable: it only decides what is shown of actions that wait.
  package func setWorkers(ofQueue queue: String, arePresent: Bool) {
    queues[queueIndex(queue)].hasWorkers = arePresent
  }

  /// Whether the queue has actions that could be handed out; may answer yes for none.
  package func mayHaveReadyActions(inQueue queue: String) -> Bool {
    if store.holds.isEverythingPaused { return false }
    return queueIndexes[queue].map { queues[$0].hasEntries } ?? false
  }

  /// Notes in the item's history what happens to an action.
  func noteAction(_ kind: HistoryKind, of run: Slot<RunRow>, text: String = "") {
    let author = Author(user: coldPart(of: run).detail.actingUser, run: run)
    let record = store.visits[store.runs[run].visit].record
    note(kind, of: record, by: author, EntryParts(detail: .words(text)))
  }

  private func action(of run: Slot<RunRow>) -> Action {
    let part = coldPart(of: run)
    let visit = store.runs[run].visit
    let record = store.visits[visit].record
    let acting = actingVersion(of: run)
    return Action(
      run: store.runs[run].number,
      key: actionKey(of: run),
      queue: part.detail.queue,
      type: store.robots[acting].robot.type,
      parameters: part.detail.resolvedParameters,
      item: store.records[record].isDeleted ? nil : store.recordView(record),
      actingUser: part.detail.actingUser,
      robot: store.robots[brief: acting].id,
      visit: store.visits[visit].number,
      attempt: store.runs[run].attempts,
      dueTime: store.runs[run].dueTime.instant ?? time
    )
  }
}
