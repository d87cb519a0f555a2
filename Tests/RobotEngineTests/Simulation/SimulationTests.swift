import RobotModel
import Testing

@testable import RobotEngine

@Suite("O5: simulation")
struct SimulationTests {
  @Test(
    "equals what then really happens, and leaves no trace",
    arguments: 1...40 as ClosedRange<UInt64>
  )
  func equalsReality(seed: UInt64) throws {
    var life = try RandomLife(seed: seed)
    for _ in 0..<50 { try life.step() }
    try life.house.reload()
    life.house.commit()
    var numbers = SeededNumbers(seed: seed &* 77)
    let item = life.house.key(numbers.pick(["D-1", "D-2", "D-3", "D-9"]))
    let script = script(item, in: life.house, &numbers)
    let before = TestHouse.snapshot(of: life.house.engine)
    let isNew = life.house.engine.store.liveRecord(item) == nil
    let simulation = try life.house.engine.simulate(
      script,
      by: life.house.ann,
      at: life.house.engine.time
    )
    #expect(TestHouse.snapshot(of: life.house.engine) == before)
    #expect(life.house.engine.takeFacts().isEmpty && life.house.engine.takeEffects().isEmpty)
    #expect(!simulation.isTruncated)

    let first = life.house.engine.store.lastNumber
    let open = isNew ? [] : unfinishedRuns(of: item, in: life.house)
    var reality = Reality(life.house, script)
    try reality.play(until: simulation.endTime)
    let runs = try reality.house.engine.runs(query(item), page: PageRequest(size: 1_000)).elements
      .filter { $0.run.number > first || open.contains($0.run.number) }
    #expect(simulation.runs.map(Self.shown) == runs.map(Self.shown))
    #expect(simulation.item?.fields == record(item, in: reality.house)?.fields)
    #expect(simulation.item?.place == record(item, in: reality.house)?.place)
    #expect(simulation.runs.count > 0 || simulation.item == nil)
  }

  @Test(
    "S-37: says of what is due under a pause that the pause holds it",
    arguments: [
      PauseScope.everything, .pipeline(PipelineKey(entityType: "deal", id: "sales")),
    ]
  )
  func paused(scope: PauseScope) throws {
    var house = try TestHouse()
    for line in [
      "soon in new: write_log text=x after 1 day", "late in new: write_log text=x after 9 day",
    ] {
      var words = ScenarioWords(line)
      try house.putRobot(&words)
    }
    _ = try house.engine.perform(
      PauseAutomation(scope: scope),
      by: house.ann,
      at: house.engine.time
    )
    let put = PutRecord(key: house.key("D-1"), changes: [], pipeline: "sales", stage: "new")
    let days = SimulationEnd.after(3 * 86_400_000)
    let simulation = try house.engine.simulate(
      Simulate(item: put, end: days),
      by: house.ann,
      at: house.engine.time
    )
    #expect(simulation.runs.map(\.run.robot) == ["soon", "late"])
    #expect(simulation.runs.map(\.run.reason) == [.paused, .time])
    #expect(simulation.runs.map(\.hold) == [.paused, .paused])
  }

  @Test("plays a new item, its workers' answers and its events")
  func newItem() throws {
    var house = try TestHouse(executors: ["notify": "q"])
    for line in [
      #"ask in new: notify recipients=user:bob text="Call {{name}}" after 1 hour"#,
      #"log in new: write_log text="told" after previous"#,
      #"gone in offer: write_log text="offer" after 1 day"#,
    ] {
      var words = ScenarioWords(line)
      try house.putRobot(&words)
    }
    house.commit()
    let key = house.key("D-1")
    let simulation = try house.engine.simulate(
      Simulate(
        item: PutRecord(
          key: key,
          changes: [FieldChange(name: "name", value: .text("Ann"))],
          pipeline: "sales",
          stage: "new"
        ),
        events: [
          SimulatedEvent(time: house.instant(7_200_000), change: .move(to: "offer", key)),
          SimulatedEvent(time: house.instant(8_000_000), change: .move(to: "nowhere", key)),
        ],
        results: [
          SimulatedResult(
            robot: "ask",
            outcome: .success(outputs: []),
            afterMilliseconds: 60_000
          )
        ]
      ),
      by: house.ann,
      at: house.engine.time
    )
    #expect(
      simulation.runs.map { "\($0.run.robot) \($0.run.state.name)" }
        == ["ask SUCCEEDED", "log SUCCEEDED", "gone SUCCEEDED"]
    )
    #expect(simulation.runs[0].run.finishTime == house.instant(3_660_000))
    #expect(
      simulation.runs[0].run.detail?.resolvedParameters.text("text") == "Call Ann"
    )
    #expect(simulation.refusals.map(\.index) == [1])
    #expect(simulation.visits.map(\.stage) == ["new", "offer"])
    #expect(house.engine.store.liveRecord(key) == nil)
  }

  @Test("a script that begins later leaves the item to itself until then")
  func laterStart() throws {
    var house = try TestHouse()
    for line in [
      "soon in new: write_log text=x after 1 day at-most 1h",
      "there in offer: write_log text=x",
    ] {
      var words = ScenarioWords(line)
      try house.putRobot(&words)
    }
    var put = PutRecord(key: house.key("D-1"), changes: [], pipeline: "sales", stage: "new")
    _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    put.stage = "offer"
    var script = Simulate(item: put, end: .after(86_400_000))
    script.startTime = house.instant(3 * 86_400_000)
    let simulation = try house.engine.simulate(script, by: house.ann, at: house.engine.time)
    #expect(
      simulation.runs.map { "\($0.run.robot) \($0.run.state.name)" }
        == ["soon SUCCEEDED", "there SUCCEEDED"]
    )
    #expect(simulation.runs[0].run.startTime == house.instant(86_400_000))
    #expect(simulation.runs[1].run.startTime == script.startTime)
    #expect(simulation.endTime == house.instant(4 * 86_400_000))
  }

  @Test("refuses what makes no sense, naming the fields")
  func refusals() throws {
    let house = try TestHouse()
    let item = PutRecord(key: house.key("D-1"), changes: [], pipeline: "sales", stage: "new")
    var script = Simulate(item: item)
    script.end = .at(house.instant(-1))
    script.events = [SimulatedEvent(time: house.instant(-1), change: .put(item))]
    let result = SimulatedResult(robot: "nobody", outcome: .success(outputs: []))
    script.results = [result, result]
    let error = #expect(throws: RequestError.self) {
      try house.engine.simulate(script, by: house.ann, at: house.engine.time)
    }
    #expect(
      error?.violations.map(\.field) == [
        "end_time", "events[0].time", "results[0].robot", "results[1].robot", "results[1].robot",
      ]
    )
    let missing = #expect(throws: RequestError.self) {
      try house.engine.simulate(
        Simulate(item: PutRecord(key: house.key("D-2"), changes: [])),
        by: house.ann,
        at: house.engine.time
      )
    }
    #expect(missing?.code == .notFound)
  }

  // MARK: - Random scripts

  private func script(
    _ item: RecordKey,
    in house: TestHouse,
    _ numbers: inout SeededNumbers
  ) -> Simulate {
    var start = house.engine.time
    var put = PutRecord(key: item, changes: [])
    if house.engine.store.liveRecord(item) == nil {
      (put.pipeline, put.stage) = ("sales", "new")
    }
    var script = Simulate(item: put, end: .after(3 * 86_400_000), seed: 7)
    if numbers.oneIn(2) {
      let minutes = Int64.random(in: 1...4_000, using: &numbers)
      start = start.adding(milliseconds: minutes * 60_000)
      script.startTime = start
    }
    for _ in 0..<6 {
      let minutes = Int64.random(in: 0...4_000, using: &numbers)
      script.events.append(
        SimulatedEvent(
          time: start.adding(milliseconds: minutes * 60_000),
          change: change(of: item, &numbers)
        )
      )
    }
    script.results = [
      SimulatedResult(
        robot: "b",
        outcome: numbers.oneIn(2)
          ? .success(outputs: [])
          : .failure(message: "no line", isPermanent: true, retryAfterMilliseconds: 0),
        afterMilliseconds: Int64(numbers.below(3)) * 600_000
      )
    ]
    return script
  }

  private func change(of item: RecordKey, _ numbers: inout SeededNumbers) -> SimulatedChange {
    switch numbers.below(8) {
    case 0...3: .move(to: numbers.pick(["new", "offer", "work", "lost"]), item)
    case 4...6:
      .put(
        PutRecord(
          key: item,
          changes: [
            FieldChange(
              name: "probability",
              value: .integer(Int64.random(in: 0..<10, using: &numbers))
            )
          ],
          allowsMissing: false
        )
      )
    default: .delete(DeleteRecord(key: item))
    }
  }

  // MARK: - Comparing

  private func query(_ item: RecordKey) -> RunQuery {
    var query = RunQuery()
    query.entityType = item.entityType
    query.itemID = item.id
    return query
  }

  private func unfinishedRuns(of item: RecordKey, in house: TestHouse) -> [StoreNumber] {
    let page = try? house.engine.runs(query(item), page: PageRequest(size: 1_000))
    return (page?.elements ?? []).filter { !$0.run.state.isFinal }.map(\.run.number)
  }

  private func record(_ item: RecordKey, in house: TestHouse) -> Record? {
    house.engine.store.liveRecord(item).map { house.engine.store.recordView($0) }
  }

  /// A run without the numbers that the store gives, which an output can hold.
  private static func shown(_ view: RunView) -> String {
    let run = view.run
    let detail = run.detail
    return "\(view.place.stage) \(run.robot) \(run.state) \(run.reason as Any) "
      + "\(run.dueTime as Any) \(run.startTime as Any) \(run.finishTime as Any) "
      + "\(run.attempts) \(detail?.resolvedParameters ?? []) \((detail?.outputs ?? []).map(\.name)) "
      + "\(detail?.message ?? "")"
  }
}

extension SimulatedChange {
  fileprivate static func move(to stage: String, _ item: RecordKey) -> SimulatedChange {
    .move(MoveItem(key: item, pipeline: "sales", stage: stage))
  }
}
