// What people do to single runs (S-23). Everything of the item that is due starts first (S-2).

/// A run of the model: of an item, of a visit of it.
struct RunPlace {
  let item: Int
  let visit: Int
  let run: Int
}

extension Model {
  /// Runs a robot by hand.
  mutating func runByHand(_ robot: Int, _ item: Int) {
    guard items[item].isThere else { return }
    settle(item)
    let robot = robots[robot]
    guard robot.isEnabled, let visit = items[item].openVisit, items[item].stage == robot.stage
    else { return }
    let runs = items[item].visits[visit].runs
    let position = robots.filter { $0.stage == robot.stage }.firstIndex { $0.id == robot.id } ?? 0
    var run = ModelRun(robot: robot, position: position + 1, number: makeNumber())
    run.isManual = true
    run.occurrence = runs.filter { $0.isManual && $0.robot.id == robot.id }.count + 1
    items[item].visits[visit].runs.append(run)
    setDueByHand(RunPlace(item: item, visit: visit, run: runs.count), to: now)
    settle(item)
  }

  /// Cancels a run that has not ended.
  ///
  /// - Returns: Why it is refused; empty if it is not.
  mutating func cancel(_ place: RunPlace) -> String {
    settle(place.item)
    guard self[place].isWaiting else { return "RUN_ENDED" }
    // The other occurrences of a date that comes again go on.
    _ = makesNextDue(place.item, place.visit, place.run)
    end(place.item, place.visit, place.run, "CANCELLED", "BY_PERSON")
    releaseAll(place.item, place.visit)
    settle(place.item)
    return ""
  }

  /// Gives a run another due time, unless it has started or follows one that has not ended.
  ///
  /// - Returns: Why it is refused; empty if it is not.
  mutating func reschedule(_ place: RunPlace, to due: Int64) -> String {
    settle(place.item)
    guard self[place].isWaiting else { return "RUN_STARTED" }
    guard self[place].reason != "PREVIOUS" else { return "RUN_FOLLOWS" }
    // The next of a date that comes again does not wait for this one.
    comesAgain(besides: place)
    setDueByHand(place, to: max(due, now))
    settle(place.item)
    return ""
  }

  /// Starts a run anew that has failed or was suppressed, also of a visit that is closed.
  ///
  /// - Returns: Why it is refused; empty if it is not.
  mutating func retry(_ place: RunPlace) -> String {
    settle(place.item)
    let old = self[place]
    guard old.state == "FAILED" || old.reason == "SUPPRESSED" else { return "NOT_FAILED" }
    guard items[place.item].isThere, place.visit >= items[place.item].firstVisit else {
      return "ITEM_DELETED"
    }
    guard robots.contains(where: { $0.id == old.robot.id && $0.isEnabled }) else {
      return "ROBOT_DISABLED"
    }
    self[place].state = "WAITING"
    self[place].isRetry = true
    self[place].start = nil
    self[place].finish = nil
    self[place].firedFor = nil
    comesAgain(besides: place)
    setDueByHand(place, to: now)
    settle(place.item)
    return ""
  }

  /// A date that comes again does so beside a run that is given a time by hand.
  ///
  /// A run without an occurrence is one by hand, and another one waits for the date (S-23); but what
  /// was suppressed is the first occurrence of the date, if there is one.
  private mutating func comesAgain(besides place: RunPlace) {
    let run = self[place]
    guard run.robot.repeats != .never, !run.isManual else { return }
    if run.occurrence == 0 { takeOccurrence(place.item, place.visit, place.run) }
    if self[place].occurrence != 0 {
      _ = makesNextDue(place.item, place.visit, place.run)
    } else if items[place.item].visits[place.visit].leave == nil {
      let runs = items[place.item].visits[place.visit].runs
      let byHand = runs.filter { $0.isManual && $0.robot.id == run.robot.id }
      self[place].isManual = true
      self[place].occurrence = byHand.count + 1
      let others = robotRuns(place.item, place.visit, run.robot.id)
      if others.contains(where: { runs[$0].isWaiting }) { return }
      setDue(place.item, place.visit, makeRun(like: place.run, place.item, place.visit))
    }
  }

  /// A time that a person has set holds at any hour.
  private mutating func setDueByHand(_ place: RunPlace, to due: Int64) {
    self[place].due = due
    self[place].notBefore = nil
    self[place].reason = "TIME"
    self[place].isDueByHand = true
  }

  private subscript(place: RunPlace) -> ModelRun {
    get { items[place.item].visits[place.visit].runs[place.run] }
    set { items[place.item].visits[place.visit].runs[place.run] = newValue }
  }
}
