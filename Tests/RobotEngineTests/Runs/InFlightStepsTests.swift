import RobotModel
import Testing

@testable import RobotEngine

/// Changing a robot of which more runs wait than one command changes (S-28).
@Suite struct InFlightStepsTests {
  private static let items = 1_200
  private static let day: Int64 = 86_400_000
  private var house: TestHouse

  init() throws {
    house = try TestHouse()
    var robot = RuleBook.log("greet")
    robot.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    _ = try house.engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: house.ann,
      at: house.engine.time
    )
    for number in 0..<Self.items {
      let key = RecordKey(entityType: "deal", id: "D-\(number)")
      let put = PutRecord(key: key, changes: [], pipeline: "sales", stage: "new")
      _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    }
    house.commit()
  }

  private func count(_ state: RunState, _ reason: Reason? = nil) -> Int {
    (0..<house.engine.store.runs.endIndex).count { index in
      let row = house.engine.store.runs[Slot(index: index)]
      return row.state == state && row.reason == reason
    }
  }

  /// Publishes a version with other texts.
  @discardableResult
  private mutating func update(
    _ policy: InFlightPolicy,
    _ change: (inout Robot) -> Void
  ) throws(RequestError) -> InFlightCounts {
    var robot = try house.engine.robot("greet")
    change(&robot)
    let reply = try house.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: robot), inFlight: policy),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
    return reply.inFlight
  }

  @Test("a deletion is answered with the count of all, and none starts although all are due")
  mutating func deletion() throws {
    let cancelled = try house.engine.perform(
      DeleteRobot(id: "greet"),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
    #expect(cancelled == Int64(Self.items))
    #expect(count(.cancelled, .ruleDisabled) == 1_000)
    // A command on an item settles what is due of it.
    let last = RecordKey(entityType: "deal", id: "D-\(Self.items - 1)")
    _ = try house.engine.perform(
      PutRecord(key: last, changes: [FieldChange(name: "name", value: .text("x"))]),
      by: house.ann,
      at: house.instant(2 * Self.day)
    )
    house.commit()
    #expect(count(.cancelled, .ruleDisabled) == 1_001)
    try house.advance(to: house.instant(2 * Self.day))
    #expect(count(.cancelled, .ruleDisabled) == Self.items && count(.succeeded) == 0)
    #expect(house.engine.inFlightChanges.isEmpty)
    try house.expectSurvivesReload()
  }

  @Test("what a crash has left undone is done by the next start, however the robot was changed")
  mutating func crash() throws {
    let changes: [(inout InFlightStepsTests) throws -> Reason?] = [
      { tests in
        try tests.update(.keepTiming) { $0.isEnabled = false }
        return .ruleDisabled
      },
      { tests in
        try tests.update(.cancelWaiting) { $0.displayName = "A" }
        return .ruleChanged
      },
      { tests in
        let move = MoveRobot(id: "greet", stage: "offer")
        _ = try tests.house.engine.perform(
          move,
          by: tests.house.ann,
          at: tests.house.engine.time
        )
        tests.house.commit()
        return .ruleChanged
      },
      { tests in
        let week = try #require(TimeSpan(count: 7, unit: .day))
        try tests.update(.migrate) { $0.timing.start = .after(week) }
        return nil
      },
    ]
    for change in changes {
      var tests = try InFlightStepsTests()
      let reason = try change(&tests)
      for isLate in [false, true] {
        // After a crash nothing but what was made durable is known.
        var later = tests
        try later.house.reload()
        #expect(!later.house.engine.inFlightChanges.isEmpty)
        try later.house.advance(to: later.house.instant((isLate ? 2 : 0) * Self.day))
        if let reason {
          #expect(later.count(.cancelled, reason) == Self.items)
        } else {
          #expect(later.count(.waiting, .time) == Self.items)
          let versions = (0..<later.house.engine.store.runs.endIndex).map {
            let row = later.house.engine.store.runs[Slot(index: $0)]
            return later.house.engine.store.robots[row.version].robot.version
          }
          #expect(Set(versions) == [2])
        }
        #expect(later.count(.succeeded) == 0)
        // Once all is done a further start finds nothing to do.
        try later.house.reload()
        #expect(later.house.engine.inFlightChanges.isEmpty)
      }
    }
  }

  @Test("a migration is counted at once, and what is due meanwhile starts by the new version")
  mutating func migration() throws {
    let hour = try #require(TimeSpan(count: 1, unit: .hour))
    let counts = try update(.migrate) { robot in
      robot.timing.start = .after(hour)
      robot.parameters = [NamedValue(name: "text", value: .text("new"))]
    }
    #expect(counts.migrated == Int64(Self.items) && counts.kept == 0)
    try house.advance(to: house.instant(3_600_000))
    #expect(count(.succeeded) == Self.items)
    #expect(house.log(of: "D-0") == ["new"] && house.log(of: "D-1199") == ["new"])
  }

  @Test("until a change has come to all runs the robot is not changed again, and not afterwards")
  mutating func again() throws {
    try update(.cancelWaiting) { $0.displayName = "A" }
    let error = #expect(throws: RequestError.self) {
      try self.update(.keepTiming) { $0.displayName = "B" }
    }
    #expect(error?.code == .aborted && error?.reason == "RUNS_ARE_CHANGING")
    try house.advance(to: house.engine.time)
    try update(.keepTiming) { $0.displayName = "B" }
  }

  @Test("a version tells of a change of very many runs even if the robot stays as it was")
  mutating func unchanged() throws {
    for (policy, version) in [(InFlightPolicy.migrate, 1), (.cancelWaiting, 2)] {
      let counts = try update(policy) { _ in }
      #expect(counts.cancelled + counts.migrated == (version == 1 ? 0 : Int64(Self.items)))
      #expect(try house.engine.robot("greet").version == Int64(version))
    }
    #expect(count(.cancelled, .ruleChanged) == 1_000)
    try house.reload()
    try house.advance(to: house.engine.time)
    #expect(count(.cancelled, .ruleChanged) == Self.items)
  }
}
