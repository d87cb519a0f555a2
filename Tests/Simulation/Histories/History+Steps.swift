import RobotEngine
import RobotModel
import TestSupport

extension History {
  /// Pipelines, a calendar, robots and triggers.
  mutating func setUp() throws {
    for pipeline in SimulatedRules.pipelines {
      try command("pipeline \(pipeline.id)") { history throws in
        _ = try history.service.engine.perform(
          CreatePipeline(pipeline: pipeline),
          by: SimulatedService.caller,
          at: SimulatedRules.instant(history.now)
        )
      }
    }
    try command("calendar") { history throws in
      _ = try history.service.engine.perform(
        CreateCalendar(calendar: SimulatedRules.calendar(ModelCalendar.all[0])),
        by: SimulatedService.caller,
        at: SimulatedRules.instant(history.now)
      )
    }
    // The model knows no pipelines: from here on they are there.
    try service.flush(isSynced: true)
    try note()
    if random.oneIn(4) { for robot in maker.motif("m") { try create(robot) } }
    for _ in 0..<6 + random.below(6) { try createRobot() }
    for number in 0..<random.below(4) { try createTrigger("t\(number)") }
  }

  /// Something happens.
  mutating func step() throws {
    do {
      try happen()
      if random.oneIn(3) { service.proceedWithSnapshot() }
      try service.flush(isSynced: random.oneIn(2))
      try note()
    } catch let mismatch as Mismatch {
      throw mismatch
    } catch let refusal as RequestError {
      throw Mismatch(text: "refused: \(refusal)")
    } catch {
      // A disk that fails ends the service.
      story.append("the disk fails: \(error)")
      return try die(Int64(random.below(10)) * Clocks.minute, isPowerCut: random.oneIn(2))
    }
    if random.oneIn(12) { try crash() }
  }

  private mutating func crash() throws {
    let downtime =
      Int64(random.pick([0, 1, 90_000, 3_600_000, 200_000_000])) + (random.oneIn(2) ? 0 : 60_000)
    let isPowerCut = random.oneIn(2)
    var fault: StorageFault?
    if !isPowerCut, random.oneIn(4) {
      fault = StorageFault(
        operation: random.below(40),
        isLasting: true,
        kind: random.pick([.inputOutput, .torn(bytes: random.below(600))])
      )
    }
    story.append("\(isPowerCut ? "power cut" : "kill"), back after \(downtime) ms")
    try die(downtime, isPowerCut: isPowerCut, fault: fault)
  }

  private mutating func happen() throws {
    // A busy service comes to a command late: what is due of its item starts only now.
    if random.oneIn(4) { now += Int64(random.below(3 * 3600)) * 1_000 + Int64(random.below(2)) }
    let item = random.below(Self.items.count)
    switch random.below(29) {
    case 0...4: try put(item)
    case 5...6: try moveByPerson(item)
    case 7: if random.oneIn(2) { try remove(item) }
    case 8...9: try tell(item)
    case 10: try runByHand(item)
    case 11: try pauseOrResume(item)
    case 12: if random.oneIn(2) { try updateRobot() }
    case 13: if random.oneIn(4) { try deleteRobot() } else if random.oneIn(4) { try createRobot() }
    case 14: if random.oneIn(3) { try updateCalendar() }
    case 15...16: try retryRun(item)
    case 17: try cancelRun(item)
    case 18: try rescheduleRun(item)
    case 19...20: try putContact()
    case 21: if random.oneIn(3) { try deleteContact() }
    case 22:
      let isFull = random.oneIn(2)
      story.append(isFull ? "the disk is full" : "the disk has room")
      service.storage.setFull(isFull)
      try fire()
    default:
      let most = random.pick([5, 5, 30, 300, 3_000, 60_000])
      let minutes = Int64(random.below(most))
      story.append("advance \(minutes) minutes")
      try advance(to: now + minutes * Clocks.minute)
    }
  }

  /// Deletes an item, and may make it again in the same millisecond, more than once: then times do
  /// not tell its lives apart.
  private mutating func remove(_ item: Int) throws {
    try delete(item)
    for _ in 0..<random.below(3) {
      try put(item)
      try delete(item)
    }
    if random.oneIn(2) { try put(item) }
  }

  /// A command, unless the disk has no room for it; then whatever is due.
  mutating func command(
    _ words: String,
    _ body: (inout History) throws -> Void
  ) throws {
    guard service.makeRoom() else { return story.append("refused: \(words)") }
    story.append("\(now) \(words)")
    model.now = now
    try body(&self)
    try service.commit()
    try note()
    try fire()
  }
}
