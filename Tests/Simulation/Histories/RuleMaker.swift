import TestSupport

/// Makes rules by chance.
struct RuleMaker {
  var random: SeededRandom
  /// The time around which exact times lie.
  let start: Int64

  init(seed: UInt64, start: Int64) {
    random = SeededRandom(seed: seed)
    self.start = start
  }

  /// A robot; one that repeats is never chained.
  mutating func robot(_ id: String) -> ModelRobot {
    let stage = random.pick(Model.stages + ["new", "offer", "work"])
    var robot = ModelRobot(id: id, stage: stage, deed: deed(id, in: stage, version: 1))
    setStart(of: &robot)
    robot.policy = random.pick([.onSuccess, .unlessFailed, .onFinish])
    robot.pastDue = random.pick([.runNowUntilDate, .runNow, .skip])
    if random.oneIn(6) { robot.mostLate = Int64(1 + random.below(300)) }
    if random.oneIn(3) { robot.threshold = Int64(random.below(8)) }
    robot.asksForBirthday = random.oneIn(8)
    robot.decides = random.pick([.fire, .fire, .entry, .both])
    robot.limit = random.pick([.none, .none, .none, .oncePerItem, .oncePerDay])
    robot.survives = random.oneIn(5)
    return robot
  }

  private mutating func setStart(of robot: inout ModelRobot) {
    robot.start = start(of: robot)
    robot.readsContact = robot.readsDate && random.oneIn(2)
    let mayFollow = robot.repeats == .never && !robot.isAgain
    robot.isAfterPrevious = mayFollow && random.oneIn(2)
    robot.work = robot.repeats == .never ? random.pick([.off, .off, .count, .shift]) : .off
    if case .clock = robot.start, robot.work != .off {
      // A time that is worked by every calendar.
      robot.start = .clock(Int64(random.pick([600, 660, 719, 765, 900, 959])))
    }
  }

  private mutating func deed(_ id: String, in stage: String, version: Int) -> ModelRobot.Deed {
    switch random.below(9) {
    case 0...1: .move(random.pick(Model.stages.filter { $0 != stage }))
    case 2: .set(Int64(random.below(10)))
    case 3: .logDate("\(id).\(version)")
    default: .log("\(id).\(version)")
    }
  }

  private mutating func start(of robot: ModelRobot) -> ModelRobot.Start {
    switch random.below(13) {
    case 0...3: return .immediately
    case 4...7: return .after(span())
    case 8: return .clock(Int64(random.pick([0, 120, 150, 150, 150, 480, 600, 959, 960, 1380])))
    case 9: return .moment(start + Int64(random.below(6000) - 1000) * Clocks.minute)
    case 10...11: return .date(side(), dateSpan, .never, isAgain: random.oneIn(3))
    default:
      return .date(side(), dateSpan, random.pick([.monthly, .monthly, .yearly]), isAgain: false)
    }
  }

  private mutating func side() -> ModelRobot.Side { random.pick([.before, .before, .after]) }

  private var dateSpan: ModelSpan {
    mutating get { random.oneIn(4) ? ModelSpan(count: 0, unit: .day) : span() }
  }

  private mutating func span() -> ModelSpan {
    switch random.below(3) {
    case 0: ModelSpan(count: Int64(random.below(90)), unit: .minute)
    case 1: ModelSpan(count: Int64(random.below(12)), unit: .hour)
    default: ModelSpan(count: Int64(random.below(4)), unit: .day)
    }
  }

  /// Robots that chance alone seldom brings together: two that move an item to and fro until the
  /// loop breaker stops them, or one that acts when the clocks may skip the hour.
  mutating func motif(_ id: String) -> [ModelRobot] {
    if random.oneIn(2) {
      var night = ModelRobot(id: "\(id).night", stage: "new", deed: .log("night"))
      night.start = .clock(150)
      return [night]
    }
    var there = ModelRobot(id: "\(id).there", stage: "new", deed: .move("offer"))
    there.start = .after(ModelSpan(count: Int64(10 + random.below(60)), unit: .minute))
    var back = ModelRobot(id: "\(id).back", stage: "offer", deed: .move("new"))
    back.start = .after(ModelSpan(count: Int64(10 + random.below(60)), unit: .minute))
    return [there, back]
  }

  /// Another version of a robot, which as a rule does what it did.
  mutating func version(after old: ModelRobot) -> ModelRobot {
    var robot = old
    switch old.deed {
    case .log: robot.deed = .log("\(old.id).\(old.version + 1)")
    case .logDate: robot.deed = .logDate("\(old.id).\(old.version + 1)")
    case .set(let number): robot.deed = .set(number + 1)
    case .move: break
    }
    if random.oneIn(6) { robot.deed = deed(old.id, in: old.stage, version: old.version + 1) }
    // Something differs always, so that there is a new version.
    robot.threshold = old.threshold.map { $0 == 3 ? 4 : 3 } ?? 2
    switch old.start {
    case .after: robot.start = .after(span())
    case .clock where old.work == .off: robot.start = .clock(Int64(random.below(1440)))
    case .clock, .immediately, .moment, .date: break
    }
    if random.oneIn(6) { setStart(of: &robot) }
    if random.oneIn(6) { robot.survives.toggle() }
    robot.policy = random.pick([.onSuccess, .unlessFailed, .onFinish])
    robot.isEnabled = !random.oneIn(4)
    return robot
  }

  mutating func trigger(_ id: String) -> ModelTrigger {
    let kind: ModelTrigger.Kind =
      switch random.below(4) {
      case 0: .form(nil)
      case 1: .form("a")
      case 2: .numberChanged(byRobots: false)
      default: .numberChanged(byRobots: true)
      }
    var trigger = ModelTrigger(
      id: id,
      stage: random.pick(["new", "offer", "work", "won"]),
      kind: kind
    )
    trigger.goesBack = random.oneIn(2)
    trigger.leavesFinal = random.oneIn(2)
    if random.oneIn(3) { trigger.threshold = Int64(random.below(8)) }
    trigger.isEnabled = !random.oneIn(6)
    return trigger
  }
}
