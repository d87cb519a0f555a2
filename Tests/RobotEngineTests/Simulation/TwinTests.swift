import RobotModel
import Testing

@testable import RobotEngine

/// O5: what a simulation has to know besides the item as it is.
@Suite struct TwinTests {
  private var house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  private mutating func put(_ id: String, suppressed: Bool = false, source: String) throws {
    var put = PutRecord(
      key: house.key(id),
      changes: [FieldChange(name: "source", value: .text(source))],
      suppressesAutomation: suppressed
    )
    if house.engine.store.liveRecord(put.key) == nil {
      (put.pipeline, put.stage) = ("sales", "new")
    }
    _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    house.commit()
  }

  private mutating func putRobot(_ line: String) throws {
    var words = ScenarioWords(line)
    try house.putRobot(&words)
    house.commit()
  }

  private mutating func apply(_ robot: String, itemsPerSecond: Int) throws {
    let command = ApplyToExisting(robot: robot, itemsPerSecond: itemsPerSecond)
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
  }

  private func simulate(_ id: String, events: [SimulatedEvent] = []) throws -> Simulation {
    let command = Simulate(
      item: PutRecord(key: house.key(id), changes: []),
      end: .after(3_600_000),
      events: events
    )
    return try house.engine.simulate(command, by: house.ann, at: house.engine.time)
  }

  /// A run as both see it.
  private static func shown(_ run: Run) -> String {
    "\(run.robot) \(run.state) \(run.startTime as Any) \(run.finishTime as Any)"
  }

  @Test("S-35: what was told already is a duplicate in the simulation, too")
  mutating func history() throws {
    let trigger = Trigger(
      id: "on",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "work"),
      type: "field_changed"
    )
    var draft = TriggerDraft(trigger: trigger)
    draft.trigger.parameters = [NamedValue(name: "field", value: .text("source"))]
    _ = try house.engine.perform(
      CreateTrigger(draft: draft),
      by: house.ann,
      at: house.engine.time
    )
    try put("D-1", source: "web")
    try put("D-1", suppressed: true, source: "shop")
    try house.reload()
    let told = SendEvent(
      event: Event(
        type: "field_changed",
        targets: [.item(house.key("D-1"))],
        payload: [NamedValue(name: "field", value: .text("source"))]
      )
    )
    let later = house.instant(60_000)
    let simulation = try simulate(
      "D-1",
      events: [SimulatedEvent(time: later, change: .event(told))]
    )
    #expect(simulation.item?.place?.stage == "new")
    let reply = try house.engine.perform(told, by: house.ann, at: later)
    #expect(reply.results.map(\.reason) == [.duplicate])
  }

  @Test("S-37: an event moves no other item of the client that a pause holds")
  mutating func pausedItem() throws {
    let contact = RecordKey(entityType: "contact", id: "C-1")
    let link = FieldChange(name: "contacts", value: .list([.reference(contact)]))
    var puts = [PutRecord(key: contact, changes: [])]
    puts += ["D-1", "D-2"].map { id in
      PutRecord(key: house.key(id), changes: [link], pipeline: "sales", stage: "new")
    }
    for put in puts {
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    let pause = PauseAutomation(scope: .item(house.key("D-2")))
    _ = try house.engine.perform(pause, by: house.ann, at: house.engine.time)
    var draft = TriggerDraft(
      trigger: Trigger(
        id: "form",
        place: StageKey(entityType: "deal", pipeline: "sales", stage: "work"),
        type: "form_submitted"
      )
    )
    draft.trigger.isEnabled = true
    _ = try house.engine.perform(
      CreateTrigger(draft: draft),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
    let told = SendEvent(
      event: Event(
        type: "form_submitted",
        targets: [.client(ClientTarget(identity: .record(contact)))]
      )
    )
    let simulation = try simulate(
      "D-1",
      events: [SimulatedEvent(time: house.instant(60_000), change: .event(told))]
    )
    #expect(
      simulation.history.filter { $0.kind == .moved }.map(\.record.id) == ["D-1"]
    )
  }

  @Test(
    "O9: robots that are being applied come to the item at its turn",
    arguments: [0, 600, 1_100] as [Int64]
  )
  mutating func applications(_ passed: Int64) throws {
    for number in 1...5 { try put("D-\(number)", source: "web") }
    try putRobot("thank in new: write_log text=thanks")
    try apply("thank", itemsPerSecond: 2)
    try house.advance(to: house.instant(passed))
    let simulation = try simulate("D-4")
    #expect(simulation.runs.map(\.run.robot) == ["thank"])
    #expect(simulation.runs.first?.run.startTime == house.instant(1_500))
    #expect(try simulate("D-1").runs.isEmpty, "the first is taken at once")
    try house.advance(to: house.instant(3_600_000))
    let visit = try #require(house.visits(of: "D-4").last)
    let runs = house.runs(of: visit)
    #expect(simulation.runs.map { Self.shown($0.run) } == runs.map(Self.shown))
    #expect(try simulate("D-4").runs.isEmpty, "it was taken")
  }

  @Test("S-27: a run that was suppressed at entry and is started is shown")
  mutating func suppressed() throws {
    try putRobot("thank in new: write_log text=thanks")
    try put("D-1", suppressed: true, source: "web")
    #expect(try simulate("D-1").runs.isEmpty)
    try apply("thank", itemsPerSecond: 1)
    #expect(try simulate("D-1").runs.map(\.run.state) == [.succeeded])
  }

  // MARK: - Records that come in later

  /// A deal in its stage, a contact who is not linked to it, and a robot that speaks of the contact
  /// after three days.
  private mutating func prepareStrangers() throws {
    try putRecord("contact/C-1", ["city": "Kraków", "emails": "m@example.com"])
    try putRobot(#"tell in new: write_log text="{{contact.city}}" after 3 day"#)
    try putRecord("D-1", [:], stage: "new")
  }

  private mutating func putRecord(
    _ name: String,
    _ fields: [String: String],
    stage: String = "",
    of pipeline: String = "sales"
  ) throws {
    _ = try house.engine.perform(
      put(name, fields, stage: stage, of: pipeline),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
  }

  private func put(
    _ name: String,
    _ fields: [String: String],
    stage: String = "",
    of pipeline: String = "sales"
  ) throws -> PutRecord {
    let key = house.key(name)
    return PutRecord(
      key: key,
      changes: try fields.sorted { $0.key < $1.key }
        .map { try house.change($0.key, $0.value, of: key.entityType) },
      pipeline: stage.isEmpty ? "" : pipeline,
      stage: stage
    )
  }

  /// What the simulation says of the deal, which must be what then happens.
  private mutating func simulateAndLive(
    _ changes: [SimulatedChange]
  ) throws -> (stage: String?, texts: [String?]) {
    let later = house.instant(60_000)
    let script = Simulate(
      item: PutRecord(key: house.key("D-1"), changes: []),
      end: .after(5 * 86_400_000),
      events: changes.map { SimulatedEvent(time: later, change: $0) }
    )
    let simulation = try house.engine.simulate(script, by: house.ann, at: house.engine.time)
    try house.advance(to: later)
    for change in changes {
      switch change {
      case .put(let put): _ = try house.engine.perform(put, by: house.ann, at: later)
      case .event(let event): _ = try house.engine.perform(event, by: house.ann, at: later)
      case .move(let move): _ = try house.engine.perform(move, by: house.ann, at: later)
      case .delete(let delete): _ = try house.engine.perform(delete, by: house.ann, at: later)
      }
      house.commit()
    }
    try house.advance(to: house.instant(5 * 86_400_000))
    let visits = house.visits(of: "D-1")
    let live = visits.flatMap { house.runs(of: $0) }
    #expect(simulation.runs.map { Self.shown($0.run) } == live.map(Self.shown))
    #expect(simulation.item?.place?.stage == house.stage(of: "D-1"))
    #expect(simulation.refusals.isEmpty)
    let texts = simulation.runs.map { $0.run.detail?.resolvedParameters.text("text") }
    return (simulation.item?.place?.stage, texts)
  }

  @Test("a contact is known who is linked by an event")
  mutating func linkedByEvent() throws {
    try prepareStrangers()
    let put = try put("D-1", ["contacts": "C-1"])
    #expect(try simulateAndLive([.put(put)]).texts == ["Kraków"])
  }

  @Test("a contact is known whom a robot links")
  mutating func linkedByRobot() throws {
    try putRecord("contact/C-1", ["city": "Kraków"])
    try putRobot(#"tell in new: write_log text="{{contact.city}}" after 3 day"#)
    var words = ScenarioWords("in new: modify_item after 1 day")
    var robot = try house.readRobot("link", &words)
    let contact = FieldValue.reference(RecordKey(entityType: "contact", id: "C-1"))
    robot.parameters = [NamedValue(name: "set.contacts", value: .list([contact]))]
    _ = try house.engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: house.ann,
      at: house.engine.time
    )
    try putRecord("D-1", [:], stage: "new")
    #expect(try simulateAndLive([]).texts == ["Kraków", nil])
  }

  @Test("another record that an event changes is there, and moves the item")
  mutating func otherRecord() throws {
    try prepareStrangers()
    _ = try house.engine.perform(
      CreatePipeline(pipeline: Self.bills),
      by: house.ann,
      at: house.engine.time
    )
    try putRecord("invoice/I-1", ["amount": "50 PLN"], stage: "open", of: "bills")
    try createTrigger("invoice_paid")
    let changes: [SimulatedChange] = [
      .put(try put("invoice/I-1", ["items": "deal/D-1"])),
      .put(try put("invoice/I-1", [:], stage: "done", of: "bills")),
    ]
    #expect(try simulateAndLive(changes).stage == "work")
  }

  @Test("an event to a client's address finds who was linked meanwhile, and who else is a client")
  mutating func clients() throws {
    try prepareStrangers()
    try createTrigger("form_submitted")
    let link = try put("D-1", ["contacts": "C-1"])
    #expect(try simulateAndLive([.put(link), .event(Self.form(.allOpen))]).stage == "work")
  }

  @Test("an event for a client's newest open item passes by an older one")
  mutating func newestOpen() throws {
    try prepareStrangers()
    try createTrigger("form_submitted")
    try putRecord("D-1", ["contacts": "C-1"])
    try house.advance(to: house.instant(1_000))
    try putRecord("D-2", ["contacts": "C-1"], stage: "new")
    #expect(try simulateAndLive([.event(Self.form(.newestOpen))]).stage == "new")
  }

  private mutating func createTrigger(_ type: String) throws {
    let place = StageKey(entityType: "deal", pipeline: "sales", stage: "work")
    _ = try house.engine.perform(
      CreateTrigger(draft: TriggerDraft(trigger: Trigger(id: "on", place: place, type: type))),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
  }

  private static func form(_ selection: EventSelection) -> SendEvent {
    let client = ClientTarget(identity: .address("m@example.com"), selection: selection)
    return SendEvent(event: Event(type: "form_submitted", targets: [.client(client)]))
  }

  private static let bills = Pipeline(
    entityType: "invoice",
    id: "bills",
    displayName: "Bills",
    stages: [
      Stage(id: "open", displayName: "Open", kind: .inProgress),
      Stage(id: "done", displayName: "Paid", kind: .won),
    ]
  )
}
