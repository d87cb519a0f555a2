import RobotEngine
import RobotModel
import TestSupport

extension History {
  /// Performs a command that may be refused; the model knows by itself whether it would be.
  func perform(_ body: (Engine, Caller, Instant) throws(RequestError) -> Void) {
    try? body(service.engine, SimulatedService.caller, SimulatedRules.instant(now))
  }

  func key(_ item: Int) -> RecordKey { SimulatedRules.key(Self.items[item]) }

  // MARK: - Items

  mutating func put(_ item: Int) throws {
    var put = ItemPut(stage: random.pick(["new", "new", "offer"]))
    let exists = model.items[item].isThere
    if !exists || random.oneIn(2) { put.number = Int64(random.below(10)) }
    if random.oneIn(2) {
      let today = now / Clocks.day
      put.date = ItemPut.Date(day: random.oneIn(6) ? nil : today - 3 + Int64(random.below(12)))
    }
    if random.oneIn(3) {
      let contact = random.below(Self.contacts.count)
      put.link = ItemPut.Link(contact: random.oneIn(4) ? nil : contact)
    }
    put.isSuppressed = !exists && random.oneIn(8)
    try command("put \(Self.items[item]) \(put)") { history in
      history.model.put(item, put)
      var changes: [FieldChange] = []
      if let date = put.date {
        let value = date.day.map { FieldValue.date(CivilDate(daysSinceEpoch: $0)) }
        changes.append(FieldChange(name: SimulatedRules.dateField, value: value))
      }
      if let link = put.link {
        let key = link.contact.map { SimulatedRules.key(contact: Self.contacts[$0]) }
        let value = key.map { FieldValue.list([.reference($0)]) }
        changes.append(FieldChange(name: SimulatedRules.linkField, value: value))
      }
      if let number = put.number {
        changes.append(FieldChange(name: SimulatedRules.numberField, value: .integer(number)))
      }
      history.perform { engine, caller, now throws(RequestError) in
        _ = try engine.perform(
          PutRecord(
            key: history.key(item),
            changes: changes,
            pipeline: exists ? "" : "sales",
            stage: exists ? "" : put.stage,
            suppressesAutomation: put.isSuppressed
          ),
          by: caller,
          at: now
        )
      }
    }
  }

  mutating func moveByPerson(_ item: Int) throws {
    let stage = random.pick(Model.stages)
    let isSuppressed = random.oneIn(8)
    try command("move \(Self.items[item]) \(stage)") { history in
      history.model.moveByPerson(item, to: stage, isSuppressed: isSuppressed)
      history.perform { engine, caller, now throws(RequestError) in
        _ = try engine.perform(
          MoveItem(
            key: history.key(item),
            pipeline: Model.pipeline(of: stage),
            stage: stage,
            suppressesAutomation: isSuppressed
          ),
          by: caller,
          at: now
        )
      }
    }
  }

  mutating func delete(_ item: Int) throws {
    try command("delete \(Self.items[item])") { history in
      history.model.delete(item)
      history.perform { engine, caller, now throws(RequestError) in
        _ = try engine.perform(DeleteRecord(key: history.key(item)), by: caller, at: now)
      }
    }
  }

  mutating func tell(_ item: Int) throws {
    let form = random.pick(["a", "b"])
    try command("form \(form) \(Self.items[item])") { history in
      let expected = history.model.tell(item, form)
      var event = Event(type: "form_submitted", targets: [.item(history.key(item))])
      event.payload = [NamedValue(name: "form", value: .text(form))]
      let reply = try history.service.engine.perform(
        SendEvent(event: event),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
      let result = reply.results.first
      let actual =
        result?.isMoved ?? false ? result?.trigger ?? "" : result?.reason?.name ?? ""
      if actual != expected {
        throw Mismatch(text: "the event was answered \(actual), the model says \(expected)")
      }
    }
  }

  mutating func pauseOrResume(_ item: Int) throws {
    let isPause = random.oneIn(3)
    let pipeline = random.pick(["sales", "service"])
    let scopes: [PauseScope] = [
      .everything, .pipeline(PipelineKey(entityType: "deal", id: pipeline)), .item(key(item)),
      .item(key(item)),
    ]
    let scope = random.pick(scopes)
    try command("\(isPause ? "pause" : "resume") \(scope)") { history in
      switch scope {
      case .everything: history.model.isPaused = isPause
      case .pipeline: history.model.setPaused(pipeline: pipeline, isPause)
      case .item: history.model.setPaused(item: item, isPause)
      }
      history.perform { engine, caller, now throws(RequestError) in
        if isPause {
          _ = try engine.perform(PauseAutomation(scope: scope), by: caller, at: now)
        } else {
          _ = try engine.perform(ResumeAutomation(scope: scope), by: caller, at: now)
        }
      }
    }
  }

  // MARK: - Rules

  mutating func createRobot() throws {
    robotCount += 1
    var robot = maker.robot("r\(robotCount)")
    fit(&robot, behind: model.robots[...])
    try create(robot)
  }

  mutating func create(_ robot: ModelRobot) throws {
    let isRefused = Model.haveEndlessWait(model.robots + [robot])
    try change("create \(robot)", isRefused: isRefused) { history in
      _ = try history.service.engine.perform(
        CreateRobot(draft: RobotDraft(robot: SimulatedRules.robot(robot)), isForced: true),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
      history.model.robots.append(robot)
    }
  }

  /// Changes the robots, where the engine has not to refuse it.
  private mutating func change(
    _ words: String,
    isRefused: Bool,
    _ body: (inout History) throws -> Void
  ) throws {
    guard isRefused else { return try command(words, body) }
    try command("\(words), in vain") { history in
      do {
        try body(&history)
      } catch is RequestError {
        return
      }
      throw Mismatch(text: "\(words): expected a refusal")
    }
  }

  /// The first of a stage follows none, and a recurring robot is followed by none.
  private func fit(_ robot: inout ModelRobot, behind others: ArraySlice<ModelRobot>) {
    let previous = others.last { $0.stage == robot.stage }
    if previous.map({ $0.repeats != .never }) ?? true { robot.isAfterPrevious = false }
  }

  mutating func updateRobot() throws {
    if model.robots.isEmpty { return }
    let index = random.below(model.robots.count)
    var robot = maker.version(after: model.robots[index])
    fit(&robot, behind: model.robots[..<index])
    let inFlight = random.pick(Model.InFlight.allCases)
    let policy: InFlightPolicy =
      switch inFlight {
      case .keepTiming: .keepTiming
      case .keepAll: .keepAll
      case .migrate: .migrate
      case .cancelWaiting: .cancelWaiting
      }
    var robots = model.robots
    robots[index] = robot
    try advance(to: now)
    let isRefused = Model.haveEndlessWait(robots)
    try change("update \(robot) \(inFlight)", isRefused: isRefused) { history in
      _ = try history.service.engine.perform(
        UpdateRobot(
          draft: RobotDraft(robot: SimulatedRules.robot(robot)),
          isForced: true,
          inFlight: policy
        ),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
      history.model.update(index, to: robot, inFlight)
    }
  }

  mutating func deleteRobot() throws {
    if model.robots.isEmpty { return }
    let index = random.below(model.robots.count)
    let id = model.robots[index].id
    var robots = model.robots
    robots.remove(at: index)
    try advance(to: now)
    let stage = model.robots[index].stage
    let isRefused =
      Model.haveEndlessWait(robots) || Model.closesCircle(from: stage, model.robots, robots)
    try change("delete robot \(id)", isRefused: isRefused) { history in
      _ = try history.service.engine.perform(
        DeleteRobot(id: id),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
      history.model.delete(robot: index)
    }
  }

  mutating func createTrigger(_ id: String) throws {
    let trigger = maker.trigger(id)
    try command("trigger \(trigger)") { history in
      _ = try history.service.engine.perform(
        CreateTrigger(draft: TriggerDraft(trigger: SimulatedRules.trigger(trigger))),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
      history.model.triggers.append(trigger)
    }
  }

  mutating func updateCalendar() throws {
    let calendar = random.below(ModelCalendar.all.count)
    try advance(to: now)
    try command("calendar \(calendar)") { history in
      _ = try history.service.engine.perform(
        UpdateCalendar(calendar: SimulatedRules.calendar(ModelCalendar.all[calendar])),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
      history.model.setCalendar(calendar)
    }
  }
}
