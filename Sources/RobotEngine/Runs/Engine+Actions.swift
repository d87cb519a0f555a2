import RobotModel

// A run whose type has a worker queue becomes an action (S-26): READY, handed out, and back with a
// result, or READY again. Its key stays the same through all of it.
//
// Of one item and queue only one action is with a worker at a time, so that they start in run
// order. The others stay READY without an entry in the queue, and get one when it comes back. In
// the queue of the CRM itself no change of an item overtakes an earlier one either, which may wait
// for its next attempt.

extension Engine {
  /// The queue with a name, made if it is new.
  func queueIndex(_ name: String) -> Int {
    // Many in a row ask for the same.
    if lastQueueIndex < queues.count, queues[lastQueueIndex].name == name { return lastQueueIndex }
    if let index = queueIndexes[name] {
      lastQueueIndex = index
    } else {
      queues.append(ActionQueue(name: name))
      queueIndexes[name] = queues.count - 1
      lastQueueIndex = queues.count - 1
    }
    return lastQueueIndex
  }

  /// Gives a run another state and keeps the counts of its queue.
  func setState(_ state: RunState, of run: Slot<RunRow>) {
    if let part = store.runs[run].detail, !part.detail.queue.isEmpty {
      let index = queueIndex(part.detail.queue)
      queues[index].count(store.runs[run].state, by: -1)
      queues[index].count(state, by: 1)
    }
    store.setState(state, of: run)
  }

  /// Makes a READY run's action available to its queue's workers.
  func enqueue(_ run: Slot<RunRow>) {
    guard !store.runs[run].isQueued else { return }
    store.runs[run].isQueued = true
    let index = queueIndex(coldPart(of: run).detail.queue)
    queues[index].push(
      run,
      due: store.runs[run].dueTime.instant ?? store.runs[run].startTime.instant ?? time,
      number: store.runs[run].number
    )
  }

  /// The next run of a queue that can be handed out now, taken out of the queue.
  func nextReadyRun(inQueue index: Int) -> Slot<RunRow>? {
    while let run = queues[index].pop() {
      store.runs[run].isQueued = false
      guard store.runs[run].state == .ready, !store.runs[run].waitsForItsTime else { continue }
      if hold(of: run) != nil {
        putAside(run)
      } else if hasDispatched(besides: run) || wouldOvertake(run) {
        continue
      } else if isTooLate(run) {
        skip(run)
      } else if exceedsMoves(run) {
        stopMoving(store.visits[store.runs[run].visit].record)
        putAside(run)
      } else if !waitsForWorkingTime(run) {
        return run
      }
    }
    return nil
  }

  /// Ends a run whose action has become too late: no worker was there, or the last attempt failed.
  private func skip(_ run: Slot<RunRow>) {
    end(run, as: .skipped, because: .tooLate)
    enqueueOthers(after: run)
    releaseSuccessor(of: run)
    settle(store.visits[store.runs[run].visit].record)
  }

  /// Makes the other READY actions of a run's item and queue available, after it came back.
  func enqueueOthers(after run: Slot<RunRow>) {
    for other in pendingRuns(likeActionOf: run)
    where other != run && store.runs[other].state == .ready && store.runs[other].reason == nil {
      enqueue(other)
    }
  }

  private func hasDispatched(besides run: Slot<RunRow>) -> Bool {
    // Most items wait for one run only: this one.
    store.records[store.visits[store.runs[run].visit].record].pendingRuns > 1
      && pendingRuns(likeActionOf: run).contains { store.runs[$0].state == .dispatched }
  }

  /// Whether an earlier change of the item has not come to the CRM yet.
  private func wouldOvertake(_ run: Slot<RunRow>) -> Bool {
    guard isChangeInOrder(run) else { return false }
    return pendingRuns(likeActionOf: run).contains { other in
      other != run && isChangeInOrder(other)
        && (store.runs[other].dueTime.instant ?? .earliest, store.runs[other].number)
          < (store.runs[run].dueTime.instant ?? .earliest, store.runs[run].number)
    }
  }

  /// Whether a run's action changes the item in the queue whose changes keep their order.
  func isChangeInOrder(_ run: Slot<RunRow>) -> Bool {
    coldPart(of: run).detail.queue == ActionQueue.crm && actingRobot(of: run).kind.changesItem
  }

  /// The runs of the same item and queue that have started and not ended.
  private func pendingRuns(likeActionOf run: Slot<RunRow>) -> [Slot<RunRow>] {
    let queue = coldPart(of: run).detail.queue
    let record = store.visits[store.runs[run].visit].record
    var found: [Slot<RunRow>] = []
    var pending = store.records[record].pendingRuns
    var visit = store.records[record].newestVisit
    while pending > 0, visit.isSome {
      pending -= store.visits[visit].pendingRuns
      for other in store.runs(of: visit) where store.runs[other].detail?.detail.queue == queue {
        if !store.runs[other].state.isFinal { found.append(other) }
      }
      visit = store.visits[visit].olderVisit
    }
    return found
  }

  /// The key of a run's action: visit, robot, occurrence, step and manual retry, never the attempt.
  func actionKey(of run: Slot<RunRow>) -> String {
    actionKey(of: run, manualRetry: store.runs[run].detail?.detail.manualRetries ?? 0)
  }

  /// Whether a key is one that a run had before it was started anew by hand.
  func isEarlierKey(_ key: String, of run: Slot<RunRow>) -> Bool {
    let retries = store.runs[run].detail?.detail.manualRetries ?? 0
    return (0..<retries).contains { actionKey(of: run, manualRetry: $0) == key }
  }

  private func actionKey(of run: Slot<RunRow>, manualRetry: UInt32) -> String {
    ActionKey.text(
      visit: store.visits[store.runs[run].visit].number,
      robot: store.robots[brief: store.runs[run].version].id,
      occurrence: OccurrenceNumber(rawValue: store.runs[run].occurrence),
      manualRetry: manualRetry
    )
  }
}
