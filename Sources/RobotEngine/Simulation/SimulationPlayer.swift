import RobotModel

/// Plays a script in a twin: from instant to instant, first what is due, then the script's events,
/// then the workers' answers.
struct SimulationPlayer {
  private let twin: Engine
  private let command: Simulate
  private let caller: Caller
  /// When the script begins.
  private let start: Instant
  private let end: Instant
  /// What the twin had been given at the start.
  private let lastNumber: StoreNumber
  private let lastHistorySequence: UInt64
  /// The key of the item, whose id may be made at the start.
  private var key: RecordKey
  /// The script's events that are yet to come, the next one last.
  private var events: [(index: Int, event: SimulatedEvent)]
  /// The workers' answers that are yet to come, the next one last.
  private var answers: [(time: Instant, answer: CompleteAction)] = []
  private var refusals: [RefusedEvent] = []
  private var instants = 0

  init(
    _ twin: Engine,
    _ command: Simulate,
    by caller: Caller,
    from start: Instant,
    until end: Instant
  ) {
    self.twin = twin
    self.command = command
    self.caller = caller
    self.start = start
    self.end = end
    key = command.item.key
    lastNumber = twin.store.lastNumber
    lastHistorySequence = twin.store.lastHistorySequence
    events = command.events.enumerated().map { (index: $0.offset, event: $0.element) }
      .sorted { ($0.event.time, $0.index) > ($1.event.time, $1.index) }
  }

  mutating func play() throws(RequestError) -> Simulation {
    let visit = twin.store.liveRecord(key).map { twin.store.records[$0].visit } ?? .none
    let firstVisit = visit.isSome ? twin.store.visits[visit].number : lastNumber
    let open = openRuns()
    var isComplete = true
    if twin.time < start {
      work()
      isComplete = goOn(to: start.adding(milliseconds: -1))
    }
    if isComplete {
      try begin()
      work()
      isComplete = goOn(to: end)
    }
    return result(isTruncated: !isComplete, firstVisit: firstVisit, open: open)
  }

  /// Plays everything that comes up to a time; false if the instants that a simulation has were not
  /// enough.
  private mutating func goOn(to time: Instant) -> Bool {
    while let next = nextTime, next <= time {
      if instants == Limits.simulatedInstants { return false }
      step(at: next)
      instants += 1
    }
    // Nothing is due up to then, but what a pause holds has become due.
    twin.advance(to: time)
    return true
  }

  /// The item is put as the script says; with nothing but its key it must be there.
  private mutating func begin() throws(RequestError) {
    twin.advance(to: start)
    while twin.fireNext(at: start) {}
    let item = command.item
    if item.changes.isEmpty, item.stage.isEmpty, item.pipeline.isEmpty {
      guard twin.store.liveRecord(key) != nil else { throw .notFound(key.entityType, key.id) }
    } else {
      key = try twin.perform(item, by: caller, at: twin.time).record.key
    }
  }

  private var nextTime: Instant? {
    let times = [twin.nextDueTime, events.last?.event.time, answers.last?.time]
    return times.compactMap { $0 }.min()
  }

  private mutating func step(at now: Instant) {
    while twin.fireNext(at: now) {}
    while let next = events.last, next.event.time <= now {
      events.removeLast()
      do throws(RequestError) {
        try perform(next.event.change, at: now)
      } catch {
        refusals.append(RefusedEvent(index: next.index, error: error))
      }
    }
    while let next = answers.last, next.time <= now {
      answers.removeLast()
      _ = twin.perform(next.answer, at: now)
    }
    work()
  }

  private func perform(_ change: SimulatedChange, at now: Instant) throws(RequestError) {
    switch change {
    case .put(let put): _ = try twin.perform(put, by: caller, at: now)
    case .move(let move): _ = try twin.perform(move, by: caller, at: now)
    case .event(let event): _ = try twin.perform(event, by: caller, at: now)
    case .delete(let delete): _ = try twin.perform(delete, by: caller, at: now)
    }
  }

  /// The workers take what is ready, in every queue, until nothing is.
  private mutating func work() {
    var goesOn = true
    while goesOn {
      goesOn = false
      for queue in twin.queueIndexes.keys.sorted() {
        for action in twin.perform(HandOutActions(queue: queue, count: 100), at: twin.time) {
          goesOn = true
          answer(action)
        }
      }
    }
    twin.forgetChanges()
    twin.giveEffects(to: { _ in })
  }

  private mutating func answer(_ action: Action) {
    let script = command.results.first { $0.robot == action.robot }
    let answer = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: script?.outcome ?? .success(outputs: [])
    )
    let delay = script?.afterMilliseconds ?? 0
    if delay == 0 {
      _ = twin.perform(answer, at: twin.time)
    } else {
      let time = twin.time.adding(milliseconds: delay)
      let place = answers.firstIndex { $0.time <= time } ?? answers.endIndex
      answers.insert((time, answer), at: place)
    }
  }
}

// MARK: - The result

extension SimulationPlayer {
  /// The runs to which something can happen yet: that have not ended, or have ended SUPPRESSED and
  /// can be started by applying their robot.
  private func openRuns() -> Set<StoreNumber> {
    guard let item = twin.store.liveRecord(key) else { return [] }
    var numbers: Set<StoreNumber> = []
    for visit in twin.store.visits(of: item) {
      for run in twin.store.runs(of: visit)
      where !twin.store.runs[run].state.isFinal || isSuppressed(run) {
        numbers.insert(twin.store.runs[run].number)
      }
    }
    return numbers
  }

  private func isSuppressed(_ run: Slot<RunRow>) -> Bool {
    twin.store.runs[run].reason == .suppressed
  }

  private func result(
    isTruncated: Bool,
    firstVisit: StoreNumber,
    open: Set<StoreNumber>
  ) -> Simulation {
    guard let type = twin.store.schema.slot(ofEntityType: key.entityType) else {
      preconditionFailure("the type was there at the start")
    }
    let item = twin.store.slot(ofRecord: key.id, type: type)
    let visits = twin.store.visits(of: item)
    let history = history()
    return Simulation(
      item: twin.store.records[item].isDeleted ? nil : twin.store.recordView(item),
      visits: visits.filter { twin.store.visits[$0].number >= firstVisit }
        .map { twin.store.visitView($0) },
      runs: visits.flatMap { twin.store.runs(of: $0) }.filter { run in
        let number = twin.store.runs[run].number
        return number > lastNumber || open.contains(number) && !isSuppressed(run)
      }.map { twin.runView($0) },
      history: history,
      summaries: history.map { twin.summary(of: $0) },
      endTime: isTruncated ? twin.time : end,
      isTruncated: isTruncated,
      refusals: refusals
    )
  }

  private func history() -> [HistoryEntry] {
    var entries: [HistoryEntry] = []
    for index in 0..<twin.store.history.endIndex {
      let entry = Slot<HistoryRow>(index: index)
      if twin.store.history[entry].sequence > lastHistorySequence {
        entries.append(twin.store.entryView(entry))
      }
    }
    return entries
  }
}
