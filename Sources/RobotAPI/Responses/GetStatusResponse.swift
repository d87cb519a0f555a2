import CRobotsProto
package import Protobuf
package import RobotModel

/// How the service is.
package struct GetStatusResponse: ResponseMessage {
  package var version = ""
  package var processID: Int64 = 0
  package var startTime = Instant.epoch
  /// Engine time.
  package var time = Instant.epoch
  package var isClockSimulated = false
  package var dataDirectory = ""
  package var store = StoreCounts()
  package var residentBytes: Int64 = 0
  package var journal = Journal()
  /// Workers by queue; a queue that is missing here has none.
  package var workers: [Workers] = []
  package var connections = 0
  package var openCalls = 0
  /// How far the wall clock stands behind engine time.
  package var clockBehindMilliseconds: Int64 = 0
  package var retention = Retention()
  /// Nil for no limit.
  package var memory: Memory?
  package var changeFeed = ChangeFeed()

  /// Starts with nothing known.
  package init() {}

  /// How far the journal is.
  package struct Journal: Hashable, Sendable {
    package var lastSequence: UInt64 = 0
    package var durableSequence: UInt64 = 0
    package var segments = 0
    package var bytes: Int64 = 0
    /// Zero for none yet.
    package var snapshotSequence: UInt64 = 0
    package var snapshotTime: Instant?
    /// The policy's name.
    package var sync = ""
    /// What a power failure can take, in words.
    package var lossWindow = ""
    /// Why changes are refused; empty while they are accepted.
    package var obstacle = ""

    /// Starts with nothing known.
    package init() {}
  }

  /// How long is kept what is over, and what was removed since the start.
  package struct Retention: Hashable, Sendable {
    package var historyDays = 0
    package var runDays = 0
    package var deletedDays = 0
    package var nextSweepTime: Instant?
    package var removedRuns = 0
    package var removedVisits = 0
    package var removedHistoryEntries = 0

    /// Starts with nothing known.
    package init() {}
  }

  /// How far back those who watch changes can go.
  package struct ChangeFeed: Hashable, Sendable {
    package var days = 0
    package var maximumBytes = 0
    package var oldestSequence: UInt64 = 0
    package var watchers = 0

    /// Starts with nothing known.
    package init() {}
  }

  /// How near the service is to its memory limit.
  package struct Memory: Hashable, Sendable {
    package var limitBytes: Int
    package var usedBytes: Int
    /// New records are refused.
    package var isRefusing: Bool

    /// Describes a limit and its use.
    package init(limitBytes: Int, usedBytes: Int, isRefusing: Bool) {
      self.limitBytes = limitBytes
      self.usedBytes = usedBytes
      self.isRefusing = isRefusing
    }
  }

  /// How many workers serve a queue.
  package struct Workers: Hashable, Sendable {
    package var queue: String
    package var count: Int

    /// Counts the workers of a queue.
    package init(queue: String, count: Int) {
      self.queue = queue
      self.count = count
    }
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_status_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.version = builder.text(version)
      message.pointee.process_id = processID
      message.pointee.start_time = builder.timestamp(startTime)
      message.pointee.time = builder.timestamp(time)
      message.pointee.simulated_clock = isClockSimulated ? 1 : 0
      message.pointee.data_directory = builder.text(dataDirectory)
      message.pointee.store = builder.storeStatus(store, residentBytes: residentBytes)
      message.pointee.journal = builder.journalStatus(journal)
      (message.pointee.n_queues, message.pointee.queues) = builder.list(queues) {
        builder.queueStatus($0.counts, workers: $0.workers)
      }
      message.pointee.connections = Int32(connections)
      message.pointee.open_calls = Int32(openCalls)
      message.pointee.clock_behind = builder.duration(milliseconds: clockBehindMilliseconds)
      (message.pointee.n_pauses, message.pointee.pauses) =
        builder.list(store.pauses) { builder.pause($0) }
      message.pointee.paused_items = Int64(store.pausedItems)
      message.pointee.stopped_items = Int64(store.stoppedItems)
      message.pointee.memory = memory.map { builder.memoryStatus($0) }
      message.pointee.retention = builder.retentionStatus(retention, store)
      message.pointee.change_feed = builder.changeFeedStatus(changeFeed)
    }
  }

  /// The queues that hold actions or have workers.
  private var queues: [(counts: QueueCounts, workers: Int)] {
    let withActions = store.queues.map { counts in
      (counts, workers.first { $0.queue == counts.queue }?.count ?? 0)
    }
    let idle = workers.filter { served in
      !store.queues.contains { $0.queue == served.queue }
    }
    return withActions
      + idle.map { (QueueCounts(queue: $0.queue, ready: 0, dispatched: 0), $0.count) }
  }
}

extension MessageBuilder {
  fileprivate func storeStatus(
    _ counts: StoreCounts,
    residentBytes: Int64
  ) -> UnsafeMutablePointer<Robots__V1__StoreStatus> {
    let message = message(robots__v1__store_status__init)
    message.pointee.records = Int64(counts.records)
    message.pointee.robots = Int64(counts.robots)
    message.pointee.visits = Int64(counts.visits)
    message.pointee.runs = Int64(counts.runs)
    (message.pointee.n_runs_by_state, message.pointee.runs_by_state) =
      list(Array(zip(RunState.allCases, counts.runsByState))) { state, count in
        let entry = self.message(robots__v1__store_status__runs_by_state_entry__init)
        entry.pointee.key = text("\(state)".uppercased())
        entry.pointee.value = Int64(count)
        return entry
      }
    message.pointee.history_entries = Int64(counts.historyEntries)
    message.pointee.resident_bytes = residentBytes
    message.pointee.triggers = Int64(counts.triggers)
    return message
  }

  fileprivate func journalStatus(
    _ journal: GetStatusResponse.Journal
  ) -> UnsafeMutablePointer<Robots__V1__JournalStatus> {
    let message = message(robots__v1__journal_status__init)
    message.pointee.last_sequence = Int64(clamping: journal.lastSequence)
    message.pointee.durable_sequence = Int64(clamping: journal.durableSequence)
    message.pointee.segments = Int64(journal.segments)
    message.pointee.bytes = journal.bytes
    message.pointee.snapshot_sequence = Int64(clamping: journal.snapshotSequence)
    message.pointee.snapshot_time = timestamp(journal.snapshotTime)
    message.pointee.sync = text(journal.sync)
    message.pointee.loss_window = text(journal.lossWindow)
    message.pointee.obstacle = text(journal.obstacle)
    return message
  }

  fileprivate func retentionStatus(
    _ retention: GetStatusResponse.Retention,
    _ counts: StoreCounts
  ) -> UnsafeMutablePointer<Robots__V1__RetentionStatus> {
    let message = message(robots__v1__retention_status__init)
    message.pointee.history_days = Int32(clamping: retention.historyDays)
    message.pointee.run_days = Int32(clamping: retention.runDays)
    message.pointee.deleted_days = Int32(clamping: retention.deletedDays)
    message.pointee.next_sweep_time = timestamp(retention.nextSweepTime)
    message.pointee.record_bytes = Int64(counts.recordBytes)
    message.pointee.visit_bytes = Int64(counts.visitBytes)
    message.pointee.run_bytes = Int64(counts.runBytes)
    message.pointee.history_bytes = Int64(counts.historyBytes)
    message.pointee.removed_runs = Int64(retention.removedRuns)
    message.pointee.removed_visits = Int64(retention.removedVisits)
    message.pointee.removed_history_entries = Int64(retention.removedHistoryEntries)
    return message
  }

  fileprivate func changeFeedStatus(
    _ feed: GetStatusResponse.ChangeFeed
  ) -> UnsafeMutablePointer<Robots__V1__ChangeFeedStatus> {
    let message = message(robots__v1__change_feed_status__init)
    message.pointee.days = Int32(clamping: feed.days)
    message.pointee.maximum_bytes = Int64(feed.maximumBytes)
    message.pointee.oldest_sequence = Int64(clamping: feed.oldestSequence)
    message.pointee.watchers = Int32(feed.watchers)
    return message
  }

  fileprivate func memoryStatus(
    _ memory: GetStatusResponse.Memory
  ) -> UnsafeMutablePointer<Robots__V1__MemoryStatus> {
    let message = message(robots__v1__memory_status__init)
    message.pointee.limit_bytes = Int64(memory.limitBytes)
    message.pointee.used_bytes = Int64(memory.usedBytes)
    message.pointee.refusing = memory.isRefusing ? 1 : 0
    return message
  }

  fileprivate func queueStatus(
    _ counts: QueueCounts,
    workers: Int
  ) -> UnsafeMutablePointer<Robots__V1__QueueStatus> {
    let message = message(robots__v1__queue_status__init)
    message.pointee.queue = text(counts.queue)
    message.pointee.ready = Int64(counts.ready)
    message.pointee.dispatched = Int64(counts.dispatched)
    message.pointee.workers = Int32(workers)
    return message
  }
}
