extension Model {
  // MARK: - Due times

  mutating func schedule(_ item: Int, _ visit: Int, _ run: Int) {
    let robot = items[item].visits[visit].runs[run].robot
    if robot.isAfterPrevious, predecessor(item, visit, run) != nil {
      waitForPrevious(item, visit, run)
      releaseAll(item, visit)
    } else {
      setDue(item, visit, run)
    }
  }

  private mutating func waitForPrevious(_ item: Int, _ visit: Int, _ run: Int) {
    items[item].visits[visit].runs[run].due = nil
    items[item].visits[visit].runs[run].notBefore = nil
    items[item].visits[visit].runs[run].isDueByHand = false
    items[item].visits[visit].runs[run].reason = "PREVIOUS"
  }

  /// Counts from the entry, or from the end of the robot before it (S-4).
  mutating func setDue(_ item: Int, _ visit: Int, _ run: Int) {
    let current = items[item].visits[visit].runs[run]
    let previous = current.robot.isAfterPrevious ? predecessor(item, visit, run) : nil
    let finish = previous.flatMap { items[item].visits[visit].runs[$0].finish }
    items[item].visits[visit].runs[run].notBefore = nil
    items[item].visits[visit].runs[run].isDueByHand = false
    switch outcome(item, visit, run, finish) {
    case .at(let due):
      items[item].visits[visit].runs[run].due = due
      items[item].visits[visit].runs[run].reason = "TIME"
    case .dateEmpty:
      items[item].visits[visit].runs[run].due = nil
      items[item].visits[visit].runs[run].reason = "DATE_EMPTY"
    case .passed(let due):
      items[item].visits[visit].runs[run].due = due
      end(item, visit, run, "SKIPPED", "DATE_PASSED")
      releaseAll(item, visit)
    }
  }

  private mutating func outcome(
    _ item: Int,
    _ visit: Int,
    _ run: Int,
    _ finish: Int64?
  ) -> ModelDue {
    let robot = items[item].visits[visit].runs[run].robot
    let timing = ModelTiming(robot, ModelCalendar.all[calendar])
    let enter = items[item].visits[visit].enter
    let date = date(item, for: robot)
    if robot.repeats != .never {
      guard let date else { return .dateEmpty }
      // Months come behind months by their number, and behind a year by the time.
      let others = robotRuns(item, visit, robot.id).filter { $0 < run }
        .map { items[item].visits[visit].runs[$0] }.filter { $0.occurrence != 0 }
      let like = others.filter { ($0.occurrence > 9_999) == (robot.repeats == .monthly) }
      let unlike = others.filter { ($0.occurrence > 9_999) != (robot.repeats == .monthly) }
      let earliest = max(enter, (unlike.compactMap(\.due).max() ?? enter - 1) + 1)
      var last = like.map(\.occurrence).max() ?? 0
      // What has started meanwhile is passed by: a person has put this run off.
      let started = robotRuns(item, visit, robot.id).filter { $0 > run }
        .map { items[item].visits[visit].runs[$0] }.filter { !$0.isWaiting }.map(\.occurrence)
      var next: (number: Int, due: Int64)?
      repeat {
        next = timing.occurrence(of: date, entry: earliest, after: last)
        last = next?.number ?? last
      } while next.map { started.contains($0.number) } ?? false
      guard let next else { return .dateEmpty }
      items[item].visits[visit].runs[run].occurrence = next.number
      return .at(next.due)
    }
    let due = timing.due(from: finish ?? enter, follows: finish, date: date, now: now)
    if robot.isAgain, case .at(let time) = due, hasFired(item, visit, robot) {
      return .passed(time)
    }
    return due
  }

  /// Looks which occurrence of its date a run is that has never done so.
  mutating func takeOccurrence(_ item: Int, _ visit: Int, _ run: Int) {
    _ = outcome(item, visit, run, nil)
  }

  /// The runs of a robot in a visit but for those by hand.
  func robotRuns(_ item: Int, _ visit: Int, _ robot: String) -> [Int] {
    let runs = items[item].visits[visit].runs
    return runs.indices.filter { runs[$0].robot.id == robot && !runs[$0].isManual }
  }

  /// Whether a robot has fired in a visit for what the date holds now (S-7).
  private func hasFired(_ item: Int, _ visit: Int, _ robot: ModelRobot) -> Bool {
    robotRuns(item, visit, robot.id).contains {
      items[item].visits[visit].runs[$0].firedFor == date(item, for: robot)
    }
  }

  /// Everything that waits by a date that has changed looks at it anew (S-7).
  ///
  /// A waiting run whose date has come to be a passed one has had its turn for this value: only for
  /// those that were over before is there another.
  mutating func followDate(_ item: Int, where isChanged: (ModelRobot) -> Bool) {
    let over = items[item].openVisit.map { visit in
      items[item].visits[visit].runs.indices.filter { run in
        let current = items[item].visits[visit].runs[run]
        return !current.isWaiting && isChanged(current.robot)
      }
    }
    for visit in items[item].visits.indices {
      for run in items[item].visits[visit].runs.indices {
        let robot = items[item].visits[visit].runs[run].robot
        if robot.readsDate, isChanged(robot) { computeAnew(item, visit, run) }
      }
    }
    guard let visit = items[item].openVisit else { return }
    for run in over ?? [] { runAgain(item, visit, run) }
  }

  mutating func computeAnew(_ item: Int, _ visit: Int, _ run: Int) {
    let current = items[item].visits[visit].runs[run]
    if !current.isWaiting || current.reason == "PREVIOUS" || current.isManual { return }
    let previous = current.robot.isAfterPrevious ? predecessor(item, visit, run) : nil
    if let previous, items[item].visits[visit].runs[previous].isWaiting {
      // It was started again: from its next end the time will count.
      waitForPrevious(item, visit, run)
    } else {
      setDue(item, visit, run)
    }
  }

  /// A robot that runs again for a new date, once the last run is over.
  private mutating func runAgain(_ item: Int, _ visit: Int, _ run: Int) {
    let current = items[item].visits[visit].runs[run]
    let isLast = robotRuns(item, visit, current.robot.id).last == run
    let isInForce = robots.contains { $0.id == current.robot.id && $0.isEnabled }
    guard current.robot.isAgain, !current.isManual, isLast, isInForce, !current.isWaiting,
      date(item, for: current.robot) != nil, current.reason != "RULE_DISABLED",
      current.reason != "SUPPRESSED", !hasFired(item, visit, current.robot)
    else { return }
    let next = makeRun(like: run, item, visit)
    items[item].visits[visit].runs[next].occurrence = current.occurrence + 1
    setDue(item, visit, next)
  }

  mutating func makeRun(like run: Int, _ item: Int, _ visit: Int) -> Int {
    let current = items[item].visits[visit].runs[run]
    items[item].visits[visit].runs.append(
      ModelRun(
        robot: current.robot,
        position: current.position,
        number: makeNumber(),
        pinnedDeed: current.pinnedDeed
      )
    )
    return items[item].visits[visit].runs.count - 1
  }

  // MARK: - Starts

  mutating func start(_ item: Int, _ visit: Int, _ run: Int) {
    if waitsForWork(item, visit, run) { return }
    let robot = items[item].visits[visit].runs[run].robot
    let isNextDue = makesNextDue(item, visit, run)
    if isNextDue, !items[item].visits[visit].runs[run].isDueByHand {
      end(item, visit, run, "SKIPPED", "TOO_LATE")
    } else if let reason = refusal(item, visit, run) {
      end(item, visit, run, "SKIPPED", reason)
    } else {
      act(item, visit, run)
    }
    // What the loop breaker has stopped has not fired.
    if robot.readsDate, !items[item].visits[visit].runs[run].isWaiting {
      items[item].visits[visit].runs[run].firedFor = date(item, for: robot)
    }
    releaseAll(item, visit)
  }

  /// A late start of a robot with working time waits for a working moment (S-10).
  private mutating func waitsForWork(_ item: Int, _ visit: Int, _ run: Int) -> Bool {
    let current = items[item].visits[visit].runs[run]
    items[item].visits[visit].runs[run].notBefore = nil
    guard current.robot.work != .off, !current.isDueByHand, let due = current.due,
      now - due >= 1_000, !ModelCalendar.all[calendar].isWorking(at: now)
    else { return false }
    items[item].visits[visit].runs[run].notBefore = ModelCalendar.all[calendar].next(from: now)
    items[item].visits[visit].runs[run].reason = "WORKING_TIME"
    return true
  }

  /// Arms the next occurrence, once; whether that one is due, too (S-9).
  mutating func makesNextDue(_ item: Int, _ visit: Int, _ run: Int) -> Bool {
    let current = items[item].visits[visit].runs[run]
    // What was suppressed, or had no date, is no occurrence when a person starts it.
    guard current.robot.repeats != .never, !current.isManual, current.occurrence != 0,
      items[item].visits[visit].leave == nil
    else { return false }
    // There is one if the loop breaker has stopped this run, or a person has started it again.
    var next = robotRuns(item, visit, current.robot.id).last ?? run
    if next == run {
      next = makeRun(like: run, item, visit)
      setDue(item, visit, next)
    }
    let following = items[item].visits[visit].runs[next]
    return following.isWaiting && following.due.map { $0 <= now } ?? false
  }

  private mutating func refusal(_ item: Int, _ visit: Int, _ run: Int) -> String? {
    let current = items[item].visits[visit].runs[run]
    if let most = current.robot.mostLate, let due = current.due, now - due > most * Clocks.minute {
      return "TOO_LATE"
    }
    // What has held before a person starts a run again is not decided again.
    let isDecided =
      current.isRetry
      ? !current.hasHeld
      : current.isManual && !current.hasHeld || current.robot.decides != .entry
    if isDecided, !decides(item, visit, run) { return "CONDITION_FALSE" }
    return isOverLimit(item, visit, run) ? "RUN_LIMIT" : nil
  }

  /// Whether the condition of a run holds now.
  mutating func decides(_ item: Int, _ visit: Int, _ run: Int) -> Bool {
    let robot = items[item].visits[visit].runs[run].robot
    var holds = robot.threshold.map { items[item].number > $0 } ?? true
    if robot.asksForBirthday, birthday(item) == nil { holds = false }
    items[item].visits[visit].runs[run].hasHeld = holds
    return holds
  }

  /// S-15: a run counts from its start, since the item was made.
  private func isOverLimit(_ item: Int, _ visit: Int, _ run: Int) -> Bool {
    let robot = items[item].visits[visit].runs[run].robot
    var since = Int64.min
    switch robot.limit {
    case .none: return false
    case .oncePerItem: break
    case .oncePerDay:
      let today = Clocks.warsaw.reading(at: now) / Clocks.day
      since = Clocks.warsaw.moment(showing: today * Clocks.day)
    }
    return items[item].visits[items[item].firstVisit...].flatMap(\.runs).contains { other in
      other.robot.id == robot.id && other.start.map { $0 >= since } ?? false
    }
  }

  private mutating func act(_ item: Int, _ visit: Int, _ run: Int) {
    switch deed(items[item].visits[visit].runs[run]) {
    case .log(let text):
      items[item].log.append(text)
    case .logDate(let text):
      if let date = items[item].date {
        items[item].log.append("\(text) \(Clocks.warsaw.words(of: date))")
      } else {
        end(item, visit, run, "FAILED", "EMPTY_VALUE")
      }
    case .set(let number):
      setNumber(item, number, by: (visit, run))
    case .move(let stage):
      if !moves(item, visit, run, to: stage) { return }
    }
    items[item].visits[visit].runs[run].start = now
    if items[item].visits[visit].runs[run].isWaiting {
      end(item, visit, run, "SUCCEEDED", "")
    }
  }

  /// What a waiting run would do now: it follows the newest version (S-28).
  func deed(_ run: ModelRun) -> ModelRobot.Deed {
    let newest = robots.first { $0.id == run.robot.id }?.deed ?? run.robot.deed
    return run.pinnedDeed ?? newest
  }

  /// Moves the item for a run; false if the run goes on waiting (S-13).
  private mutating func moves(_ item: Int, _ visit: Int, _ run: Int, to stage: String) -> Bool {
    if items[item].stage == stage { return true }
    let moves = chain(item, visit, run) + [stage]
    if moves.filter({ $0 == stage }).count > 2 {
      end(item, visit, run, "FAILED", "LOOP_LIMIT")
      return true
    }
    if hasMovedTooOften(item) {
      items[item].isStopped = true
      return false
    }
    end(item, visit, run, "SUCCEEDED", "")
    move(item, to: stage, moves: moves)
    return true
  }

  func hasMovedTooOften(_ item: Int) -> Bool {
    items[item].moveTimes.filter { $0 > now - Clocks.day }.count >= 20
  }

  /// The moves by robots behind a run; a timer, or a person, begins a new chain.
  func chain(_ item: Int, _ visit: Int, _ run: Int) -> [String] {
    let runs = items[item].visits[visit].runs
    var place = run
    while true {
      if runs[place].isManual || runs[place].robot.hasTimer { return [] }
      if !runs[place].robot.isAfterPrevious || place == 0 { return items[item].visits[visit].moves }
      place -= 1
    }
  }
}
