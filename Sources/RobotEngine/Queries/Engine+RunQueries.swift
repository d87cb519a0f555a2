package import RobotModel

extension Engine {
  /// A run by its number.
  /// - Throws: `NOT_FOUND`.
  package func run(_ number: StoreNumber) throws(RequestError) -> RunView {
    let slot = store.run(number)
    guard slot.isSome else { throw .notFound("run", number.text) }
    return runView(slot)
  }

  /// A run if it is one of those asked for.
  package func run(_ number: StoreNumber, matching query: RunQuery) -> RunView? {
    let slot = store.run(number)
    return slot.isSome && matches(slot, query) ? runView(slot) : nil
  }

  /// A page of the runs asked for, in the order of their making.
  ///
  /// A page may be short although there is more: see the token.
  /// - Throws: `INVALID_ARGUMENT` for the token, `NOT_FOUND` for an item that never was.
  package func runs(
    _ query: RunQuery,
    page request: PageRequest
  ) throws(RequestError) -> Page<RunView> {
    let tokens = PageToken(list: "runs", query)
    let after = try tokens.number(from: request.token) ?? .none
    if after != .none, !store.run(after).isSome { throw .badPageToken(request.token) }
    var filler = PageFiller<RunView>(request)
    if let visits = try visits(of: query) {
      for visit in visits {
        for slot in store.runsAsMade(of: visit) where store.runs[slot].number > after {
          guard filler.wantsMore() else { return filler.page() }
          take(slot, query, tokens, &filler)
        }
      }
      return filler.page()
    }
    var slot = Slot<RunRow>(index: 0)
    if after != .none { slot = Slot(index: store.run(after).index + 1) }
    while slot.index < store.runs.endIndex, filler.wantsMore() {
      if !store.runs[slot].isBlank { take(slot, query, tokens, &filler) }
      slot = Slot(index: store.runs.placeInKeptChunk(from: slot.index + 1))
    }
    return filler.page()
  }

  /// A run as it is shown.
  func runView(_ slot: Slot<RunRow>) -> RunView {
    let row = store.runs[slot]
    let newest = store.robots[store.robots.newest(store.robots[row.version].slot)].robot
    var run = store.runFact(slot)
    if run.state == .ready, run.reason == nil, let queue = run.detail?.queue,
      !queues[queueIndex(queue)].hasWorkers
    {
      run.reason = .noWorker
    }
    let isDue = run.state == .waiting && (run.dueTime.map { $0 <= time } ?? false)
    let hold = run.state.isFinal ? nil : hold(of: slot)
    if isDue || run.state == .ready, let hold { run.reason = hold }
    var view = RunView(
      run: run,
      item: store.key(of: store.visits[row.visit].record),
      place: store.schema.key(of: store.visits[row.visit].stage),
      robotType: store.robots[actingVersion(of: slot)].robot.type,
      robotName: newest.displayName,
      key: actionKey(of: slot)
    )
    view.hold = hold
    if run.state == .waiting, run.reason == .previous {
      let previous = predecessor(of: slot)
      if previous.isSome { view.previous = previousRun(previous) }
    }
    return view
  }

  private func previousRun(_ run: Slot<RunRow>) -> RunView.Previous {
    let robot = store.robots[store.robots.newest(store.robots[store.runs[run].version].slot)].robot
    return RunView.Previous(number: store.runs[run].number, robot: robot.id)
  }

  private func take(
    _ slot: Slot<RunRow>,
    _ query: RunQuery,
    _ tokens: PageToken,
    _ filler: inout PageFiller<RunView>
  ) {
    let number = store.runs[slot].number
    filler.examine(token: tokens.text(after: number))
    if matches(slot, query) { filler.add(runView(slot), token: tokens.text(after: number)) }
  }

  /// The visits to which a query leads directly, oldest first; nil where it takes all runs.
  /// - Throws: `NOT_FOUND` for an item that never was.
  func visits(of query: RunQuery) throws(RequestError) -> [Slot<VisitRow>]? {
    let record = try recordEver(query.entityType, query.itemID)
    if let number = query.visit {
      let visit = store.visit(number)
      return visit.isSome ? [visit] : []
    }
    return record.map { store.visits(of: $0) }
  }

  /// Whether a run is one of those asked for.
  func matches(_ slot: Slot<RunRow>, _ query: RunQuery) -> Bool {
    let row = store.runs[slot]
    let record = store.visits[row.visit].record
    if !query.states.isEmpty, !query.states.contains(row.state) { return false }
    if !query.robot.isEmpty, store.robots[row.version].robot.id != query.robot { return false }
    if !query.itemID.isEmpty, store.records[record].id != query.itemID { return false }
    if !query.entityType.isEmpty,
      store.schema.id(of: store.records[record].entityType) != query.entityType
    {
      return false
    }
    if let visit = query.visit, store.visits[row.visit].number != visit { return false }
    if let before = query.dueBefore {
      guard let due = row.dueTime.instant, due < before else { return false }
    }
    return true
  }
}

extension PageToken {
  /// Tokens for a list of the runs asked for.
  init(list: String, _ query: RunQuery) {
    self.init(
      list: list,
      query.entityType,
      query.itemID,
      query.robot,
      query.visit?.text ?? "",
      query.states.map { "\($0.rawValue)" }.joined(separator: " "),
      query.dueBefore.map { "\($0.millisecondsSinceEpoch)" } ?? ""
    )
  }
}
