package import RobotModel

// What will run (O4)
//
// The runs that wait, and those whose action waits for its next attempt or for working time, by the
// time at which they may start; then those that have no time yet, in the order of their making. A
// page goes on behind a place in that order, so what starts or comes meanwhile shifts nothing.
//
// Of one item the few runs are sorted. Of all of them the timers know the order, so a page reads
// the timers near its place and no others; what is held up beyond its due time is a list of its
// own. What has no time lies scattered among the runs, so those pages may be short.
//
// The hours of an item's responsible put a run off behind its timer, for as long as its robot says:
// where there is such a robot, a page reads the timers from so long before its place on.

/// A place in the order of what will run.
private struct ComingPlace: Comparable {
  /// When it may start; nil for what has no time yet, which comes last.
  var start: Instant?
  var number: StoreNumber

  static func < (left: ComingPlace, right: ComingPlace) -> Bool {
    switch (left.start, right.start) {
    case (let left?, let right?) where left != right: left < right
    case (.some, nil): true
    case (nil, .some): false
    case (.some, .some), (nil, nil): left.number < right.number
    }
  }
}

extension Engine {
  /// A page of the runs asked for that wait, or whose action waits for its time, in the order in
  /// which they may start.
  ///
  /// A page may be short although there is more: see the token.
  /// Complexity: of an item, all its waiting runs; of all, the timers of the stretches of time that
  /// the page lies in, of as long before it as responsibles' hours may put off a run, and all that
  /// is held up beyond its due time.
  /// - Throws: `INVALID_ARGUMENT` for the token, `NOT_FOUND` for an item that never was.
  package func comingRuns(
    _ query: RunQuery,
    page request: PageRequest
  ) throws(RequestError) -> Page<RunView> {
    let tokens = PageToken(list: "coming", query)
    let after = try tokens.key(from: request.token).map { key throws(RequestError) in
      try comingPlace(key, token: request.token)
    }
    var filler = PageFiller<RunView>(request)
    if let visits = try visits(of: query) {
      let runs = visits.flatMap { store.runs(of: $0) }
      _ = take(inOrder(runs, after: after), query, tokens, &filler)
      return filler.page()
    }
    var place = after
    // Where a filter may pass over many, they are better selected all at once.
    let count = query.isNarrow ? PageFiller<RunView>.examinedMost : filler.size + 1
    while place == nil || place?.start != nil {
      let runs = startingRuns(after: place, count: count)
      guard take(runs, query, tokens, &filler) else { return filler.page() }
      place = runs.last.map(comingPlace) ?? ComingPlace(start: nil, number: .none)
    }
    takeRunsWithoutTime(after: place?.number ?? .none, query, tokens, &filler)
    return filler.page()
  }

  /// The next runs that have a time, from the timers and from what is held.
  private func startingRuns(after place: ComingPlace?, count: Int) -> [Slot<RunRow>] {
    var runs = Array(inOrder(heldRuns, after: place).prefix(count))
    var timer = place.map(timerPlace)
    var step = count
    while true {
      let armed = timers.ahead(of: timer, count: step)
      runs = inOrder(runs + armed.map { Slot(index: $0.slot) }, after: place)
      guard armed.count == step, let last = armed.last else { break }
      // What has its timer behind that one starts behind it.
      let seen = ComingPlace(start: last.due, number: StoreNumber(rawValue: last.order))
      if runs.count >= count, comingPlace(of: runs[count - 1]) <= seen { break }
      timer = TimerPlace(due: last.due, order: last.order)
      step *= 2
    }
    return Array(runs.prefix(count))
  }

  /// Behind which the timers lie of all runs that come behind a place.
  private func timerPlace(of place: ComingPlace) -> TimerPlace {
    let start = place.start ?? .latest
    guard let wait = store.robots.longestHoursWaitMilliseconds else {
      return TimerPlace(due: start, order: place.number.rawValue)
    }
    return TimerPlace(due: start.adding(milliseconds: -wait), order: 0)
  }

  /// The runs that are due but held up, and no longer armed.
  private var heldRuns: [Slot<RunRow>] {
    var held = runsUnderPausedPipelines + runsToTakeBack + catchUp.held
    for index in 0..<store.holds.itemEndIndex {
      let record = store.holds.record(at: index)
      if record.isSome { held += pendingRuns(of: record) }
    }
    return held.filter { store.runs[$0].isPutAside }
  }

  /// Those of some runs that wait and come behind a place, in order, each once.
  private func inOrder(_ runs: [Slot<RunRow>], after place: ComingPlace?) -> [Slot<RunRow>] {
    var places: [(place: ComingPlace, run: Slot<RunRow>)] = []
    for run in runs where !store.runs[run].state.isFinal {
      let own = comingPlace(of: run)
      if place.map({ $0 < own }) ?? true { places.append((own, run)) }
    }
    places.sort { $0.place < $1.place }
    return places.indices.filter { $0 == 0 || places[$0 - 1].place != places[$0].place }
      .map { places[$0].run }
  }

  private func comingPlace(of run: Slot<RunRow>) -> ComingPlace {
    ComingPlace(
      start: readyTime(of: run).map { foreseenStart(of: run, readyAt: $0) },
      number: store.runs[run].number
    )
  }

  /// When a run is due, or its action may be handed out, at the earliest.
  private func readyTime(of run: Slot<RunRow>) -> Instant? {
    let notBefore = store.runs[run].detail?.notBeforeTime
    return store.runs[run].dueTime.instant.map { max($0, notBefore ?? $0) } ?? notBefore
  }

  private func comingPlace(
    _ key: [String],
    token: String
  ) throws(RequestError) -> ComingPlace {
    guard key.count == 2, let number = StoreNumber(text: key[1]) else {
      throw .badPageToken(token)
    }
    return ComingPlace(
      start: Int64(key[0]).map { Instant(millisecondsSinceEpoch: $0) },
      number: number
    )
  }

  /// Adds runs to a page; false if it is full.
  private func take(
    _ runs: [Slot<RunRow>],
    _ query: RunQuery,
    _ tokens: PageToken,
    _ filler: inout PageFiller<RunView>
  ) -> Bool {
    for run in runs {
      guard filler.wantsMore() else { return false }
      let place = comingPlace(of: run)
      filler.examine(token: tokens.text(after: place))
      if isComing(run), matches(run, query) {
        var view = runView(run)
        if place.start != readyTime(of: run) { view.run.notBeforeTime = place.start }
        filler.add(view, token: tokens.text(after: place))
      }
    }
    return true
  }

  /// Whether a run that has a time will run then: an action that waits for nothing but a worker may
  /// be taken at any moment.
  private func isComing(_ run: Slot<RunRow>) -> Bool {
    store.runs[run].state == .waiting || store.runs[run].waitsForItsTime
  }

  private func takeRunsWithoutTime(
    after number: StoreNumber,
    _ query: RunQuery,
    _ tokens: PageToken,
    _ filler: inout PageFiller<RunView>
  ) {
    var run = Slot<RunRow>(index: number == .none ? 0 : store.run(number).index + 1)
    while run.index < store.runs.endIndex, filler.wantsMore() {
      defer { run = Slot(index: store.runs.placeInKeptChunk(from: run.index + 1)) }
      if store.runs[run].isBlank { continue }
      let place = ComingPlace(start: nil, number: store.runs[run].number)
      filler.examine(token: tokens.text(after: place))
      if store.runs[run].state == .waiting, store.runs[run].dueTime.instant == nil,
        matches(run, query)
      {
        filler.add(runView(run), token: tokens.text(after: place))
      }
    }
  }
}

extension PageToken {
  /// The token of the page that begins behind a place.
  fileprivate func text(after place: ComingPlace) -> String {
    let start = place.start.map { "\($0.millisecondsSinceEpoch)" } ?? ""
    return text(after: [start, place.number.text])
  }
}

extension RunQuery {
  /// It may pass over many of all runs.
  fileprivate var isNarrow: Bool { !robot.isEmpty || !entityType.isEmpty || dueBefore != nil }
}
