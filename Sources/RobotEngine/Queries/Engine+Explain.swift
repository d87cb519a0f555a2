package import RobotModel

// Why a robot did, or did not, act on an item (O3). Everything is read from what was kept when it
// happened: the visit, the pinned version, the due time's steps computed anew from the same base
// as long as they still lead there, the comparisons as they were decided, the hand-outs in the
// history.

extension Engine {
  /// Explains a robot's runs for an item, the newest visit first, also of a deleted item.
  ///
  /// - Parameters:
  ///   - visit: Only this visit; nil for every one that is kept.
  ///   - page: Which of the runs.
  /// - Throws: `NOT_FOUND` for the item, the robot or the visit; `INVALID_ARGUMENT` for the token.
  package func explain(
    _ key: RecordKey,
    robot id: String,
    visit number: StoreNumber?,
    page request: PageRequest = PageRequest()
  ) throws(RequestError) -> Explanation {
    let record = try recordEver(key)
    guard let robot = store.robots.slotEver(of: id) else { throw .notFound("robot", id) }
    var visits = store.visits(of: record).reversed() as [Slot<VisitRow>]
    if let number {
      visits = visits.filter { store.visits[$0].number == number }
      if visits.isEmpty { throw .notFound("visit", number.text) }
    }
    let runs = visits.flatMap { store.runs(of: $0).reversed() }
      .filter { store.robots[store.runs[$0].version].slot == robot }
    let tokens = PageToken(list: "why", key.entityType, key.id, id, number?.text ?? "")
    let page = try page(of: runs, tokens, request)
    let handOuts = handOutSteps(of: page.elements, on: record)
    return Explanation(
      runs: page.elements.map { run in
        RunExplanation(
          visit: store.visitView(store.runs[run].visit),
          run: runView(run),
          steps: steps(of: run, handOuts: handOuts[store.runs[run].number] ?? [])
        )
      },
      summary: request.token.isEmpty
        ? summary(
          of: record,
          robot: robot,
          visits,
          run: runs.first
        ) : "",
      nextToken: page.nextToken,
      tokens: page.tokens,
      events: request.token.isEmpty ? recentEvents(of: record) : []
    )
  }

  /// A page of runs, which goes on behind the run that its token names.
  private func page(
    of runs: [Slot<RunRow>],
    _ tokens: PageToken,
    _ request: PageRequest
  ) throws(RequestError) -> Page<Slot<RunRow>> {
    var rest = runs[...]
    if let number = try tokens.number(from: request.token) {
      guard let last = runs.firstIndex(where: { store.runs[$0].number == number })
      else { throw .badPageToken(request.token) }
      rest = runs[(last + 1)...]
    }
    var filler = PageFiller<Slot<RunRow>>(request)
    for run in rest {
      guard filler.wantsMore() else { break }
      filler.add(run, token: tokens.text(after: store.runs[run].number))
    }
    return filler.page()
  }

  /// The chain of facts that led to a run's state.
  private func steps(
    of run: Slot<RunRow>,
    handOuts: [ExplanationStep]
  ) -> [ExplanationStep] {
    [visitStep(of: run), versionStep(of: run)] + previousSteps(of: run) + dueSteps(of: run)
      + conditionSteps(of: run) + handOuts + [outcomeStep(of: run)]
  }

  private func visitStep(of run: Slot<RunRow>) -> ExplanationStep {
    let visit = store.visits[store.runs[run].visit]
    let stage = words(store.schema.key(of: visit.stage), withPipeline: true)
    var text = "\(store.key(of: visit.record)) entered stage \(stage) at \(words(visit.enterTime))"
    if let left = visit.leaveTime.instant { text += " and left it at \(words(left))" }
    return ExplanationStep(kind: .visit, time: visit.enterTime, text: text)
  }

  private func versionStep(of run: Slot<RunRow>) -> ExplanationStep {
    let robot = store.robots[store.runs[run].version].robot
    let row = store.runs[run]
    var text = "version \(robot.version) of \(nameOfRobot(robot.id)) "
    if row.isPlaced {
      text += "was applied to existing items at \(words(row.number.madeTime))"
    } else if row.isManual {
      text += "was in force when somebody asked for it"
    } else if robot.updateTime > row.number.madeTime {
      text += "has taken the run over from the one before"
    } else {
      text += "was in force then"
    }
    if !robot.author.isEmpty { text += ", made by \(robot.author) at \(words(robot.updateTime))" }
    let acting = actingVersion(of: run)
    if acting != store.runs[run].version {
      let number = store.robots[acting].robot.version
      if store.runs[run].state == .waiting {
        text += "; its texts will be those of version \(number)"
      } else if store.runs[run].detail?.detail.actingVersion == number {
        text += "; its texts were those of version \(number)"
      }
    }
    return ExplanationStep(kind: .ruleVersion, time: robot.updateTime, text: text)
  }

  private func previousSteps(of run: Slot<RunRow>) -> [ExplanationStep] {
    let timing = store.robots[store.runs[run].version].robot.timing
    guard timing.isAfterPrevious else { return [] }
    let previous = predecessor(of: run)
    guard previous.isSome else {
      return [
        ExplanationStep(
          kind: .previous,
          time: nil,
          text: "no robot comes before it, so it counts from the entry"
        )
      ]
    }
    let row = store.runs[previous]
    let name = nameOfRobot(store.robots[row.version].robot.id)
    var text = "it follows \(name), which has not ended"
    if row.state.isFinal {
      text = "it follows \(name), which \(row.state.endWords)"
      if let reason = row.reason { text += " because \(reason.words)" }
    }
    return [ExplanationStep(kind: .previous, time: row.finishTime.instant, text: text)]
  }

  private func dueSteps(of run: Slot<RunRow>) -> [ExplanationStep] {
    guard let due = store.runs[run].dueTime.instant else { return [] }
    if let person = store.runs[run].detail?.detail.askedBy, !person.isEmpty {
      let verb = store.runs[run].state == .waiting ? "is" : "was"
      let isManual = store.runs[run].isManual
      let text =
        "\(person) \(isManual ? "asked for it" : "set its time by hand"): it \(verb) due at"
        + " \(words(due))"
      return [ExplanationStep(kind: .dueTime, time: due, text: text)]
    }
    let shown = DueWords(zone: zoneShown(of: run), defaultZone: configuration.defaultZone)
    var sentences = sentences(forWayTo: due, of: run, shown)
    let verb = store.runs[run].state == .waiting ? "is" : "was"
    sentences[sentences.count - 1] += "; it \(verb) due at \(shown.inBothZones(due))"
    if let started = store.runs[run].startTime.instant, started > due {
      let lateness = Self.words(milliseconds: started.milliseconds(since: due))
      let cause = store.runs[run].latenessCause.map { ", because \($0.words)" } ?? ""
      sentences.append("it started \(lateness) late, at \(shown.words(started))\(cause)")
    }
    return sentences.map { ExplanationStep(kind: .dueTime, time: due, text: $0) }
  }

  /// The zone by whose clocks a run's due time is told: that in which it was computed.
  private func zoneShown(of run: Slot<RunRow>) -> ZoneTable {
    let timing = store.robots[store.runs[run].version].robot.timing
    if timing.workingTime != .off, let calendar = calendar(named: timing.calendar) {
      return calendar.zone
    }
    return zone(of: run)
  }

  /// How a run's due time came about; of a way that leads to another time by now, since what it
  /// went by has changed, only that.
  private func sentences(
    forWayTo due: Instant,
    of run: Slot<RunRow>,
    _ shown: DueWords
  ) -> [String] {
    guard let computation = computation(of: run) else {
      return ["its time was computed from its date"]
    }
    if computation.due == due { return shown.sentences(computation) }
    let timing = store.robots[store.runs[run].version].robot.timing
    if let calendar = store.calendars[timing.calendar]?.calendar,
      calendar.updateTime > store.runs[run].number.madeTime
    {
      return ["calendar \"\(calendar.id)\" has changed since its time was computed"]
    }
    return ["what its time was computed from has changed since"]
  }

  func conditionSteps(of run: Slot<RunRow>) -> [ExplanationStep] {
    let row = store.runs[run]
    guard let detail = row.detail?.detail else { return [] }
    let time = row.startTime.instant ?? row.finishTime.instant
    let robot = store.robots[row.version].robot
    return documentSteps(of: detail, at: time)
      + conditionSteps(of: robot, in: row.visit, decidedOn: detail.operands, at: time)
  }

  /// The comparisons of a robot's condition as they were decided.
  func conditionSteps(
    of robot: Robot,
    in visit: Slot<VisitRow>,
    decidedOn operands: [DecidedOperand],
    at time: Instant?
  ) -> [ExplanationStep] {
    guard let condition = robot.condition else { return [] }
    let comparisons = condition.comparisons
    return operands.compactMap { operand in
      guard Int(operand.index) < comparisons.count else { return nil }
      let comparison = comparisons[Int(operand.index)]
      let actual = words(operand.actual, heldBy: comparison, in: visit)
      let isAsked =
        comparison.comparisonOperator.isNegative
        ? !operand.isSatisfied : operand.isSatisfied
      var step = ExplanationStep(
        kind: .condition,
        time: time,
        text: "\(comparison.words): \(isAsked ? "yes" : "no"), it was \(actual)"
      )
      step.path = comparison.path
      step.actual = operand.actual
      step.expected = comparison.operands
      step.isSatisfied = isAsked
      return step
    }
  }

  /// What a comparison found: a value, or two where it asks whether that has changed.
  private func words(
    _ actual: FieldValue?,
    heldBy comparison: Comparison,
    in visit: Slot<VisitRow>
  ) -> String {
    let actual = actual.map(words) ?? "empty"
    guard comparison.comparisonOperator == .changed else { return actual }
    let type = store.records[store.visits[visit].record].entityType
    guard let field = store.schema.number(ofField: comparison.path, in: type) else { return actual }
    let former = entryValue(of: field, in: visit).map(words) ?? "empty"
    return "\(former) then and \(actual) when it was asked"
  }

  /// What became of the runs' actions on their way to workers and back, by the runs' numbers.
  ///
  /// - Complexity: linear in the record's history, however many runs there are.
  private func handOutSteps(
    of runs: [Slot<RunRow>],
    on record: Slot<RecordRow>
  ) -> [StoreNumber: [ExplanationStep]] {
    let handedOut = Set(
      runs.filter { store.runs[$0].attempts > 0 }.map { store.runs[$0].number }
    )
    if handedOut.isEmpty { return [:] }
    var steps: [StoreNumber: [ExplanationStep]] = [:]
    var entry = store.records[record].firstEntry
    while entry.isSome {
      let row = store.history[entry]
      if row.kind.isOfWork, handedOut.contains(row.run) {
        let step = ExplanationStep(
          kind: .handOut,
          time: row.time,
          text: summary(of: store.entryView(entry))
        )
        steps[row.run, default: []].append(step)
      }
      entry = row.nextOfRecord
    }
    return steps
  }

  private func outcomeStep(of run: Slot<RunRow>) -> ExplanationStep {
    let view = runView(run).run
    return ExplanationStep(
      kind: .outcome,
      time: view.finishTime ?? view.startTime,
      text: outcome(of: run)
    )
  }
}

extension ConditionOperator {
  /// A negative operator is decided as its positive one and turned round.
  fileprivate var isNegative: Bool {
    self == .notEqual || self == .isNotIn || self == .notContains || self == .isNotEmpty
  }
}

extension HistoryKind {
  /// Tells of an action on its way to a worker and back.
  fileprivate var isOfWork: Bool {
    self == .actionHandedOut || self == .actionReturned || self == .lateResult
  }
}
