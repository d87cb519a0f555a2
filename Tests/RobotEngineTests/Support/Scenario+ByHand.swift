import RobotModel
import Testing

@testable import RobotEngine

// What people do to runs and automation in scenarios
//
//     pause               pause sales               pause D-1            and resume alike
//     cancel D-1 greet    retry D-1 greet           of the newest run of the robot
//     reschedule D-1 greet 2d
//     run greet D-1       dry-run greet D-1: SKIPPED CONDITION_FALSE
//     update greet MIGRATE in new: write_log text="Hello" after 3 day
//     rollback greet 1 KEEP_ALL
//     apply greet 10 found 3        ten items in a second
//     cancel-apply greet            move-robot greet 1
//     expect applied greet 2 of 3   or: 3 of 3 ended, 2 of 3 BY_PERSON
//     expect coming greet 2d, remind 3d     everything that will run, with the time
//     expect in-flight kept 0 migrated 2 cancelled 0

extension ScenarioPlayer {
  /// Reads a command that a person gives by hand.
  mutating func commandByHand(_ verb: String, _ words: inout ScenarioWords) throws {
    switch verb {
    case "pause":
      let command = PauseAutomation(scope: scope(&words))
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    case "resume":
      let command = ResumeAutomation(scope: scope(&words))
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    case "cancel":
      let command = CancelRun(run: run(&words))
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    case "retry":
      let command = RetryRun(run: run(&words))
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    case "reschedule":
      let number = run(&words)
      let due = house.instant(ScenarioTime.offset(words.next()) ?? 0)
      let command = RescheduleRun(run: number, dueTime: due)
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    case "calendar": try house.putCalendar(&words)
    case "update": try update(&words)
    case "rollback":
      var command = RollbackRule(kind: .robot, id: words.next(), version: Int64(words.next()) ?? 0)
      if words.peek != "refused" { command.inFlight = policy(&words) }
      inFlight = try house.engine.perform(command, by: house.ann, at: house.engine.time).inFlight
    case "run", "dry-run": try runRobot(&words, isValidateOnly: verb == "dry-run")
    case "apply": try apply(&words)
    case "cancel-apply":
      let command = CancelApplication(robot: words.next())
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    case "move-robot":
      var command = MoveRobot(id: words.next(), position: 0)
      let place = words.next()
      if let position = Int32(place) { command.position = position } else { command.stage = place }
      _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    default: fail("unknown word \"\(verb)\"")
    }
  }

  /// Reads `expect late D-1 greet PAUSED`, or `ON_TIME`.
  func expectLate(_ words: inout ScenarioWords) {
    let item = words.next()
    let robot = words.next()
    let cause = newestRun(of: robot, item)?.latenessCause
    let name = cause.map { $0.name } ?? "ON_TIME"
    if name != words.next() { fail("is \(name)") }
  }

  /// Reads `expect coming greet 2d, remind 3d`.
  func expectComing(_ words: inout ScenarioWords) throws {
    let coming = try house.engine.comingRuns(RunQuery(), page: PageRequest()).elements.map(\.run)
    var expected: [String] = []
    var times: [Int64?] = []
    while words.peek != nil {
      _ = words.take(",")
      expected.append(words.next())
      times.append(ScenarioTime.offset(words.next()))
    }
    let starts = coming.map { $0.notBeforeTime ?? $0.dueTime }
    let offsets = starts.map { $0?.milliseconds(since: TestHouse.start) }
    if coming.map(\.robot) != expected || offsets != times {
      fail("is \(zip(coming.map(\.robot), starts.map { "\($0 as Any)" }))")
    }
  }

  private mutating func runRobot(
    _ words: inout ScenarioWords,
    isValidateOnly: Bool
  ) throws {
    let robot = words.next()
    var item = words.next()
    if item.hasSuffix(":") { item.removeLast() }
    let command = RunRobot(robot: robot, item: house.key(item), isValidateOnly: isValidateOnly)
    let reply = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    guard isValidateOnly else { return }
    if !house.engine.takeFacts().isEmpty { fail("changed something") }
    let run = reply.run.run
    let shown = ([run.state.name] + (run.reason.map { [$0.name] } ?? [])).joined(separator: " ")
    if shown != words.restText { fail("is \(shown)") }
    words.end()
  }

  /// Asks first what would become of the waiting runs, which then is what does.
  private mutating func update(_ words: inout ScenarioWords) throws {
    let id = words.next()
    let policy = policy(&words)
    let robot = try house.readRobot(id, &words)
    var command = UpdateRobot(
      draft: RobotDraft(robot: robot),
      isForced: true,
      isValidateOnly: true,
      inFlight: policy
    )
    let preview = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    if !house.engine.takeFacts().isEmpty { fail("changed something when it was only asked") }
    command.isValidateOnly = false
    inFlight = try house.engine.perform(command, by: house.ann, at: house.engine.time).inFlight
    if inFlight != preview.inFlight { fail("did \(inFlight), but said \(preview.inFlight)") }
  }

  /// Asks first how many items there are, which then is what is found.
  private mutating func apply(_ words: inout ScenarioWords) throws {
    var command = ApplyToExisting(
      robot: words.next(),
      itemsPerSecond: Int(words.next()) ?? 0,
      isValidateOnly: true
    )
    let preview = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    if !house.engine.takeFacts().isEmpty { fail("changed something when it was only asked") }
    command.isValidateOnly = false
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    if words.take("found"), words.next() != "\(preview.itemCount)" {
      fail("found \(preview.itemCount)")
    }
  }

  /// Reads `expect applied greet 2 of 3`, and what follows of one that is held or has ended.
  func expectApplied(_ words: inout ScenarioWords) throws {
    let page = try house.engine.applications(ofRobot: words.next(), page: PageRequest())
    let view = try #require(page.elements.first)
    let application = view.application
    var shown = "\(application.runCount) of \(application.itemCount)"
    if let hold = view.hold { shown += " \(hold.name)" }
    if application.endTime != nil { shown += " " + (application.reason?.name ?? "ended") }
    if shown != words.restText { fail("is \(shown)") }
    words.end()
  }

  private func policy(_ words: inout ScenarioWords) -> InFlightPolicy {
    let word = words.next()
    let names = ["KEEP_TIMING": InFlightPolicy.keepTiming, "KEEP_ALL": .keepAll]
    let others = ["MIGRATE": InFlightPolicy.migrate, "CANCEL_WAITING": .cancelWaiting]
    return names[word] ?? others[word] ?? .keepTiming
  }

  private func scope(_ words: inout ScenarioWords) -> PauseScope {
    guard let word = words.peek, word != "refused" else { return .everything }
    _ = words.next()
    let isPipeline = word == "sales" || word == "service"
    return isPipeline
      ? .pipeline(PipelineKey(entityType: "deal", id: word)) : .item(house.key(word))
  }

  private func run(_ words: inout ScenarioWords) -> StoreNumber {
    let item = words.next()
    return newestRun(of: words.next(), item)?.number ?? .none
  }

  private func newestRun(of robot: String, _ item: String) -> Run? {
    house.visits(of: item).flatMap { house.runs(of: $0) }.last { $0.robot == robot }
  }
}

extension LatenessCause {
  var name: String {
    "\(self)".map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }
}
