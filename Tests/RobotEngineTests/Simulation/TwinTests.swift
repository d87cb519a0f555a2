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
}
