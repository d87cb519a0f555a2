import RobotModel
import Testing

@testable import RobotEngine

@Suite("The engine against the naive model")
struct NaiveModelTests {
  private static let stages = ["new", "offer", "work"]
  private static let items = ["D-1", "D-2", "D-3"]

  /// Some robots in random order, chains and delays.
  private func robots(_ numbers: inout SeededNumbers) -> [ModelRobot] {
    (0..<10).map { index in
      let stage = numbers.pick(Self.stages)
      var robot = ModelRobot(id: "r\(index)", stage: stage)
      if numbers.oneIn(2) {
        robot.delayMinutes = Int64.random(in: 1...4, using: &numbers)
      }
      robot.isAfterPrevious = numbers.oneIn(2)
      robot.policy = numbers.pick(["on_success", "unless_failed", "on_finish"])
      robot.survives = numbers.oneIn(5)
      if numbers.oneIn(3) {
        robot.threshold = Int64.random(in: 0...9, using: &numbers)
      }
      if numbers.oneIn(4) {
        robot.target = numbers.pick(Self.stages.filter { $0 != stage })
      }
      return robot
    }
  }

  @Test(
    "S-2, S-3, S-13, S-16, S-37: every run of every item is as the rules say, whatever happens",
    arguments: 1...60 as ClosedRange<UInt64>
  )
  func random(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var model = NaiveModel(robots: robots(&numbers))
    var house = try TestHouse()
    for robot in model.robots {
      var words = ScenarioWords(robot.line)
      try house.putRobot(&words)
    }
    var story: [String] = []
    for _ in 0..<40 {
      story.append(try step(&model, &house, &numbers))
      if seed % 10 == 0 { try house.reload() }
      guard expectSame(model, house, story) else { return }
    }
  }

  private func step(
    _ model: inout NaiveModel,
    _ house: inout TestHouse,
    _ numbers: inout SeededNumbers
  ) throws -> String {
    let item = numbers.pick(Self.items)
    let now = house.engine.time
    switch numbers.below(10) {
    case 0...3:
      let number = Int64.random(in: 0...10, using: &numbers)
      let isThere = house.engine.store.liveRecord(house.key(item)) != nil
      _ = try house.engine.perform(
        PutRecord(
          key: house.key(item),
          changes: [FieldChange(name: "probability", value: .integer(number))],
          pipeline: isThere ? "" : "sales",
          stage: isThere ? "" : "new"
        ),
        by: house.ann,
        at: now
      )
      model.put(item, number: number)
      return "put \(item) \(number)"
    case 4...5:
      let stage = numbers.pick(Self.stages)
      _ = try? house.engine.perform(
        MoveItem(key: house.key(item), stage: stage),
        by: house.ann,
        at: now
      )
      model.move(item, to: stage)
      return "move \(item) \(stage)"
    case 6:
      _ = try? house.engine.perform(
        DeleteRecord(key: house.key(item)),
        by: house.ann,
        at: now
      )
      model.delete(item)
      return "delete \(item)"
    case 7 where numbers.oneIn(4):
      let robot = numbers.pick(model.robots).id
      try house.disableRobot(robot)
      model.disable(robot)
      return "disable \(robot)"
    case 8 where numbers.oneIn(3):
      return try pauseOrResume(&model, &house, &numbers)
    default:
      let most: Int64 = numbers.oneIn(10) ? 900 : 5
      let minutes = Int64.random(in: 1...most, using: &numbers)
      try house.advance(to: now.adding(milliseconds: minutes * 60_000))
      model.advance(minutes: minutes)
      return "advance \(minutes)"
    }
  }

  private func pauseOrResume(
    _ model: inout NaiveModel,
    _ house: inout TestHouse,
    _ numbers: inout SeededNumbers
  ) throws -> String {
    let item = numbers.pick(Self.items)
    let isPause = numbers.oneIn(3)
    let scopes: [PauseScope] = [
      .everything, .pipeline(PipelineKey(entityType: "deal", id: "sales")), .item(house.key(item)),
    ]
    let scope = numbers.pick(scopes)
    let now = house.engine.time
    if isPause {
      _ = try? house.engine.perform(PauseAutomation(scope: scope), by: house.ann, at: now)
    } else {
      _ = try? house.engine.perform(ResumeAutomation(scope: scope), by: house.ann, at: now)
    }
    // What was held by more than an item goes on with the clock.
    try house.advance(to: now)
    switch scope {
    case .item: model.setPaused(item, isPause)
    case .everything: model.setPaused(everything: true, isPause)
    case .pipeline: model.setPaused(everything: false, isPause)
    }
    return "\(isPause ? "pause" : "resume") \(scope)"
  }

  private func expectSame(_ model: NaiveModel, _ house: TestHouse, _ story: [String]) -> Bool {
    for id in Self.items {
      let expected = model.items[id]
      let expectedRuns =
        expected?.visits.map { visit in
          visit.runs.map { $0.shown(at: model.now, hold: model.hold(id)) }
        } ?? []
      let actualRuns = house.visits(of: id).map { visit in
        house.runs(of: visit).map { run in
          "\(run.robot) \(run.state.name)\(run.reason.map { " \($0.name)" } ?? "")"
        }
      }
      let isSame =
        actualRuns == expectedRuns && house.log(of: id) == expected?.log ?? []
        && house.stage(of: id) == model.stageOf(id) ?? "nowhere"
      guard isSame else {
        Issue.record(
          """
          \(id) after \(story.joined(separator: ", "))
          robots: \(model.robots.map(\.line).joined(separator: "; "))
          is \(actualRuns) \(house.log(of: id)) \(house.stage(of: id))
          should be \(expectedRuns) \(expected?.log ?? []) \(model.stageOf(id) ?? "nowhere")
          """
        )
        return false
      }
    }
    return true
  }
}
