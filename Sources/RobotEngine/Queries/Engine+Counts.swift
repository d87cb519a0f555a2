package import RobotModel

extension Engine {
  /// What the store holds.
  package var counts: StoreCounts {
    var counts = StoreCounts()
    counts.records = store.recordCount
    counts.robots = store.robots.count
    counts.triggers = store.triggers.count
    counts.visits = store.visits.count
    counts.runs = store.runs.count
    counts.runsByState = RunState.allCases.map { store.runCounts[Int($0.rawValue)] }
    counts.historyEntries = store.history.count
    counts.recordBytes = store.records.byteCount
    counts.visitBytes = store.visits.byteCount
    counts.runBytes = store.runs.byteCount
    counts.historyBytes = store.history.byteCount
    counts.queues = queues.map { queue in
      QueueCounts(
        queue: queue.name,
        ready: queue.readyCount,
        dispatched: queue.dispatchedCount
      )
    }
    counts.pauses = pauses
    counts.pausedItems = store.holds.pausedItemCount
    counts.stoppedItems = store.holds.stoppedItemCount
    return counts
  }
}
