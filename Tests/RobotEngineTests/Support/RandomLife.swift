import RobotModel
import Testing

@testable import RobotEngine

/// A house with a dozen robots of all kinds in which random things happen.
struct RandomLife {
  var house: TestHouse
  private var numbers: SeededNumbers
  private var handedOut: [Action] = []
  private let items = ["D-1", "D-2", "D-3", "D-4", "D-5"]

  static let robots = [
    #"a in new: write_log text="a""#,
    #"b in new: notify recipients=user:bob text="b" after previous"#,
    #"c in new: write_log text="c" after 1 hour after previous unless_failed"#,
    #"d in new: change_stage stage=offer after 3 hour if probability > 5"#,
    #"e in new: write_log text="e" after 2 hour survives"#,
    #"f in offer: change_responsible user=responsible"#,
    #"g in offer: write_log text="g" after previous on_finish"#,
    #"h in offer: change_stage stage=work if probability > 7"#,
    #"i in offer: change_stage stage=new after 1 day"#,
    #"j in work: notify recipients=user:bob text="j" after 10 minute survives"#,
    #"k in work: modify_item set.probability=3 if changed(probability)"#,
    #"l in work: change_stage stage=new after previous limit ONCEPERDAY"#,
    #"m in service/new: add_comment text="m" after 1 day at-both if probability < 9"#,
  ]

  init(seed: UInt64) throws {
    numbers = SeededNumbers(seed: seed)
    house = try TestHouse(executors: ["notify": "q"])
    for robot in Self.robots {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    house.commit()
  }

  /// One random thing happens.
  mutating func step() throws {
    let item = house.key(numbers.pick(items))
    let now = house.engine.time
    switch numbers.below(12) {
    case 0...2: try put(item)
    case 3...5:
      let stages = ["new", "offer", "work", "lost"]
      _ = try? house.engine.perform(
        MoveItem(
          key: item,
          pipeline: "sales",
          stage: numbers.pick(stages)
        ),
        by: house.ann,
        at: now
      )
    case 6:
      _ = try? house.engine.perform(
        MoveItem(key: item, pipeline: "service", stage: "new"),
        by: house.ann,
        at: now
      )
    case 7: _ = try? house.engine.perform(DeleteRecord(key: item), by: house.ann, at: now)
    case 8:
      handedOut += house.engine.perform(HandOutActions(queue: "q", count: 2), at: now)
    case 9: complete(at: now)
    default:
      let minutes = Int64.random(in: 0...300, using: &numbers)
      try house.advance(to: now.adding(milliseconds: minutes * 60_000))
    }
    house.commit()
  }

  private mutating func put(_ item: RecordKey) throws {
    let number = Int64.random(in: 0..<10, using: &numbers)
    var command = PutRecord(
      key: item,
      changes: [FieldChange(name: "probability", value: .integer(number))]
    )
    if house.engine.store.liveRecord(item) == nil {
      (command.pipeline, command.stage) = ("sales", "new")
    }
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
  }

  private mutating func complete(at now: Instant) {
    guard let action = handedOut.randomElement(using: &numbers) else { return }
    let isGood = numbers.oneIn(2)
    let outcome: ActionOutcome =
      isGood
      ? .success(outputs: [])
      : .failure(
        message: "no line",
        isPermanent: numbers.oneIn(2),
        retryAfterMilliseconds: 0
      )
    _ = house.engine.perform(
      CompleteAction(
        run: action.run,
        key: action.key,
        attempt: numbers.oneIn(4) ? nil : action.attempt,
        outcome: outcome
      ),
      at: now
    )
  }
}
