import RobotEngine
import RobotModel
import TestSupport

// Moves and fires in one millisecond (S-2)
//
// Some items wait for the same millisecond. In it, in random order: their timers fire, people move
// some of them, workers are given what is ready, tell results, lose what they hold. However it
// falls out, an action goes to a worker before its item is moved, and its run is then cancelled;
// or it goes to none. After the answer of a move nobody is given an action of that visit.

/// One millisecond with many items.
struct Race {
  /// What is done wrong on purpose, to prove that it would be noticed.
  enum Flaw {
    case none
    /// Actions are taken from the engine early and given to the worker after the next move.
    case readsAhead
  }

  private enum Act {
    case fire
    case move(Int)
    case handOut(Int)
    case complete
    case lose
  }

  static let itemCount = 50
  private static let queue = "q"
  private static let start = Instant(millisecondsSinceEpoch: 1_780_300_800_000)
  private static let due = start.adding(milliseconds: 60_000)

  private let engine: Engine
  private let flaw: Flaw
  private let facts = DroppedFacts()
  private var random: SeededRandom
  private(set) var tally = RaceTally()
  /// What the worker holds.
  private var held: [Action] = []
  /// What was taken from the engine and not yet given.
  private var ahead: [Action] = []
  private var moved: Set<String> = []
  private var given: Set<StoreNumber> = []
  private var done: Set<StoreNumber> = []
  private var withdrawn: Set<StoreNumber> = []
  /// How often the worker has lost each action.
  private var losses: [StoreNumber: Int] = [:]
  /// From so many losses on an action waits before it is handed out again, longer than a race.
  private static let lossesBeforeBackoff = 3

  /// Items that all wait for one millisecond.
  init(seed: UInt64, flaw: Flaw) throws {
    random = SeededRandom(seed: seed)
    self.flaw = flaw
    engine = Engine(configuration: EngineConfiguration(executors: ["notify": Self.queue]))
    try engine.finishLoading(at: Self.start)
    let caller = SimulatedService.caller
    for pipeline in SimulatedRules.pipelines {
      _ = try engine.perform(CreatePipeline(pipeline: pipeline), by: caller, at: Self.start)
    }
    _ = try engine.perform(
      CreateRobot(draft: RobotDraft(robot: Self.robot)),
      by: caller,
      at: Self.start
    )
    for item in 0..<Self.itemCount {
      _ = try engine.perform(
        PutRecord(key: Self.key(item), changes: [], pipeline: "sales", stage: "new"),
        by: caller,
        at: Self.start
      )
    }
    engine.setWorkers(ofQueue: Self.queue, arePresent: true)
    commit()
  }

  private static var robot: Robot {
    var robot = Robot(id: "tell", place: SimulatedRules.place("new"), type: "notify")
    robot.parameters = [
      NamedValue(name: "recipients", value: .text("user:bob")),
      NamedValue(name: "text", value: .text("hello")),
    ]
    robot.timing = Timing(start: .after(TimeSpan(count: 1, unit: .minute) ?? .zero))
    return robot
  }

  private static func key(_ item: Int) -> RecordKey { SimulatedRules.key("I-\(item)") }

  /// Lets everything happen that happens in the millisecond, and judges what has become of it.
  mutating func run() throws {
    var acts: [Act] = (0..<Self.itemCount).filter { _ in random.oneIn(2) }.map { .move($0) }
    for _ in 0..<random.below(2 * Self.itemCount) { acts.append(.fire) }
    for _ in 0..<20 { acts.append(random.pick([.handOut(1 + random.below(5)), .complete, .lose])) }
    acts.shuffle(using: &random)
    for act in acts { try perform(act) }
    while engine.fireNext(at: Self.due) { commit() }
    handOut(Self.itemCount)
    give()
    judge()
  }

  private mutating func perform(_ act: Act) throws {
    switch act {
    case .fire: _ = engine.fireNext(at: Self.due)
    case .move(let item):
      _ = try engine.perform(
        MoveItem(key: Self.key(item), stage: "work"),
        by: SimulatedService.caller,
        at: Self.due
      )
      moved.insert(Self.key(item).id)
    case .handOut(let count): handOut(count)
    case .complete: complete()
    case .lose:
      engine.perform(ReturnActions(handOuts: held.map(\.handOut)), at: Self.due)
      for action in held { losses[action.run, default: 0] += 1 }
      held = []
    }
    commit()
    if case .move = act { give() }
  }

  /// Notes which of the worker's actions have lost their sense: their runs were cancelled.
  private mutating func commit() {
    _ = engine.giveFacts(to: facts)
    var changed: [StoreNumber] = []
    engine.giveEffects { effect in
      switch effect {
      case .runChanged(let run): changed.append(run)
      }
    }
    for run in changed where held.contains(where: { $0.run == run }) {
      guard (try? engine.run(run))?.run.state == .cancelled else { continue }
      withdrawn.insert(run)
      held.removeAll { $0.run == run }
    }
  }

  // MARK: - The worker

  private mutating func handOut(_ count: Int) {
    ahead += engine.perform(HandOutActions(queue: Self.queue, count: count), at: Self.due)
    if flaw != .readsAhead { give() }
  }

  private mutating func give() {
    for action in ahead {
      if moved.contains(action.item?.key.id ?? "") {
        tally.wrong.append("\(action.key) was given to a worker after its item was moved")
      }
      if held.contains(where: { $0.run == action.run }) || done.contains(action.run) {
        tally.wrong.append("\(action.key) was given to two workers")
      }
      given.insert(action.run)
      held.append(action)
    }
    ahead = []
  }

  private mutating func complete() {
    guard let action = held.randomElement(using: &random) else { return }
    held.removeAll { $0.run == action.run }
    done.insert(action.run)
    let result = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: .success(outputs: [])
    )
    if engine.perform(result, at: Self.due) != .accepted {
      tally.wrong.append("\(action.key) was held, and its result was not accepted")
    }
  }

  // MARK: - The end

  private mutating func judge() {
    for run in engine.storedRuns() {
      let isMoved = moved.contains(run.item)
      if isMoved { tally.races += 1 }
      switch (run.state, isMoved) {
      case (.cancelled, true) where withdrawn.contains(run.number): tally.withdrawn += 1
      case (.cancelled, true) where given.contains(run.number): tally.lost += 1
      case (.cancelled, true): tally.neverGiven += 1
      case (.succeeded, true) where done.contains(run.number): tally.done += 1
      case (.succeeded, false) where done.contains(run.number): break
      case (.dispatched, false): break
      case (.ready, false) where losses[run.number, default: 0] >= Self.lossesBeforeBackoff: break
      default: tally.wrong.append("\(run.item) ended \(run.state), moved: \(isMoved)")
      }
    }
  }
}
