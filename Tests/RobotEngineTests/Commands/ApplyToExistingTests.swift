import RobotModel
import Testing

@testable import RobotEngine

/// Robots applied to existing items; what becomes of each item stands in `apply.scenarios`.
@Suite struct ApplyToExistingTests {
  @Test("O9: the preview's count is what happens, and the second time nothing does")
  func previewIsExact() throws {
    for seed in 1...30 { try play(seed: UInt64(seed)) }
  }

  /// Puts items into stages with chains, suppressed ones among them, applies a new robot at a
  /// random place with restarts between, and counts.
  private func play(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var house = try TestHouse()
    for line in ["one in new: write_log text=1", "two in new: write_log text=2 after previous"] {
      var words = ScenarioWords(line + (numbers.oneIn(2) ? " after 1 hour" : ""))
      try house.putRobot(&words)
    }
    for item in 1...(1 + numbers.below(25)) {
      var put = PutRecord(key: house.key("D-\(item)"), changes: [])
      put.pipeline = "sales"
      put.stage = numbers.pick(["new", "new", "offer"])
      put.suppressesAutomation = numbers.oneIn(4)
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
      house.commit()
    }
    try house.advance(to: house.instant(Int64(numbers.below(7_200_000))))
    let robot = numbers.oneIn(3) ? "one" : "fresh"
    if robot == "fresh" {
      let chain = numbers.oneIn(2) ? " after previous on_finish" : ""
      var words = ScenarioWords("fresh in new: write_log text=3" + chain)
      try house.putRobot(&words)
      let move = MoveRobot(id: "fresh", position: Int32(2 + numbers.below(2)))
      _ = try house.engine.perform(move, by: house.ann, at: house.engine.time)
      house.commit()
    }
    var command = ApplyToExisting(robot: robot, itemsPerSecond: 10, isValidateOnly: true)
    let preview = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    #expect(house.engine.takeFacts().isEmpty, "seed \(seed): a preview changes nothing")
    command.isValidateOnly = false
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
    let begun = house.engine.time
    for tenth in Int64(1)...30 {
      try house.advance(to: begun.adding(milliseconds: tenth * 100))
      if numbers.oneIn(5) { try house.reload() }
    }
    let ended = try #require(house.application(of: robot))
    #expect(ended.itemCount == preview.itemCount && ended.runCount == preview.itemCount)
    #expect(ended.endTime != nil && ended.reason == nil, "seed \(seed)")
    #expect(house.askedFor == preview.itemCount, "seed \(seed): as many runs as were said")
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
    try house.advance(to: house.engine.time.adding(milliseconds: 60_000))
    #expect(house.askedFor == preview.itemCount, "seed \(seed): nothing the second time")
    try house.expectSurvivesReload()
  }

  @Test("O9: never more items in a second than were asked for, also when it is late")
  func pace() throws {
    var house = try TestHouse()
    for item in 1...100 {
      var put = PutRecord(key: house.key("D-\(item)"), changes: [])
      (put.pipeline, put.stage) = ("sales", "new")
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    var words = ScenarioWords("thank in new: write_log text=thanks")
    try house.putRobot(&words)
    let command = ApplyToExisting(robot: "thank", itemsPerSecond: 7)
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
    try house.advance(to: house.instant(2_999))
    #expect(house.application(of: "thank")?.runCount == 21)
    // Nobody has called for five seconds: it goes on from here, and catches up one second at most.
    while house.engine.fireNext(at: house.instant(8_000)) { house.commit() }
    #expect(house.application(of: "thank")?.runCount == 22)
    try house.advance(to: house.instant(9_000))
    #expect(house.application(of: "thank")?.runCount == 29)
  }

  @Test(
    "O9: it ends behind the last item, however many it looks at in a step",
    arguments: [999, 1_000, 1_001, 2_000]
  )
  func ends(itemCount: Int) throws {
    var house = try TestHouse()
    for item in 1...itemCount {
      var put = PutRecord(key: house.key("D-\(item)"), changes: [])
      (put.pipeline, put.stage) = ("sales", "new")
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    var words = ScenarioWords("thank in new: write_log text=thanks")
    try house.putRobot(&words)
    let command = ApplyToExisting(robot: "thank", itemsPerSecond: 1_000)
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
    for millisecond in 0...Int64(itemCount) {
      var steps = 0
      while steps < 8, house.engine.fireNext(at: house.instant(millisecond)) {
        house.commit()
        steps += 1
      }
    }
    let ended = try #require(house.application(of: "thank"))
    #expect(ended.runCount == itemCount && ended.endTime != nil)
    #expect(house.engine.nextApplicationTime == nil)
  }

  @Test("O9: the stage's list is walked once, though the taken items leave it")
  func walksOnce() throws {
    var house = try TestHouse()
    for item in 1...3_000 {
      var put = PutRecord(key: house.key("D-\(item)"), changes: [])
      (put.pipeline, put.stage) = ("sales", "new")
      put.changes = [FieldChange(name: "source", value: .text(item > 2_900 ? "web" : "shop"))]
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    var words = ScenarioWords("onward in new: change_stage stage=offer if source = \"web\"")
    try house.putRobot(&words)
    let command = ApplyToExisting(robot: "onward", itemsPerSecond: 1_000)
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
    try house.advance(to: house.instant(4_000))
    let stages = house.engine.store.schema
    let offer = try #require(
      stages.slot(ofStage: StageKey(entityType: "deal", pipeline: "sales", stage: "offer"))
    )
    #expect(stages.itemCount(in: offer) == 100)
    #expect(house.application(of: "onward")?.runCount == 3_000)
  }
}

extension TestHouse {
  /// How far a robot's last application has come.
  fileprivate func application(of robot: String) -> RobotApplication? {
    engine.store.applications[robot]?.application
  }

  /// How many runs somebody has asked for.
  fileprivate var askedFor: Int64 {
    var count: Int64 = 0
    for index in 0..<engine.store.history.endIndex
    where engine.store.history[Slot(index: index)].kind == .runAskedFor {
      count += 1
    }
    return count
  }
}
