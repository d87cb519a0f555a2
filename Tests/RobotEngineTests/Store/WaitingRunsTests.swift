import RobotModel
import Testing

@testable import RobotEngine

/// The lists of waiting runs against a walk over all runs, which they stand for.
@Suite struct WaitingRunsTests {
  @Test("runs that come, go and change their versions in any order are found, each once")
  func random() {
    let rows = Slab<RunRow>()
    let waiting = WaitingRuns(in: rows)
    var numbers = SeededNumbers(seed: 5)
    var isListed: [Bool] = []
    for _ in 0..<5_000 {
      let version = RobotVersionSlot(rawValue: UInt32(numbers.below(7)))
      let run = Slot<RunRow>(index: UInt32(numbers.below(isListed.count + 1)))
      if Int(run.index) == isListed.count {
        let row = RunRow(
          number: StoreNumber(rawValue: UInt64(run.index) + 1),
          visit: Slot(index: 0),
          version: version,
          position: 1,
          occurrence: 0
        )
        _ = rows.insert(row)
        isListed.append(false)
      }
      if isListed[Int(run.index)] {
        waiting.remove(run)
      } else {
        rows[run].version = version
        waiting.add(run)
      }
      isListed[Int(run.index)].toggle()
    }
    for version in 0..<9 {
      let version = RobotVersionSlot(rawValue: UInt32(version))
      let expected = isListed.indices.filter {
        isListed[$0] && rows[Slot(index: UInt32($0))].version == version
      }
      #expect(waiting.runs(of: [version]).map { Int($0.index) } == expected)
      #expect(waiting.count(of: version) == expected.count)
    }
    #expect(waiting.runs(of: waiting.versions).count == isListed.count { $0 })
  }

  @Test("through a life with all kinds of robots, and after loading it, the lists are exact")
  func life() throws {
    for seed in [UInt64(3), 8] {
      var life = try RandomLife(seed: seed)
      for step in 0..<400 {
        try life.step()
        if step % 20 == 0 { expectExact(life.house.engine) }
      }
      expectExact(life.house.engine)
      try life.house.reload()
      expectExact(life.house.engine)
    }
  }

  @Test("S-28: counts, migrating and cancelling touch a robot's own waiting runs alone")
  func inFlight() throws {
    let book = try RuleBook()
    for id in ["a", "b"] {
      var robot = RuleBook.log(id)
      robot.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
      try book.create(robot)
    }
    for id in ["D-1", "D-2", "D-3"] {
      let key = RecordKey(entityType: "deal", id: id)
      let put = PutRecord(key: key, changes: [], pipeline: "sales", stage: "new")
      _ = try book.engine.perform(put, by: book.caller, at: book.now)
    }
    var change = try book.engine.robot("a")
    change.displayName = "A"
    change.inFlight = .migrate
    let reply = try book.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: change), mask: ["display_name"], inFlight: .migrate),
      by: book.caller,
      at: book.now
    )
    #expect(reply.inFlight.migrated == 3 && reply.inFlight.kept == 0)
    expectExact(book.engine)
    _ = try book.engine.perform(DeleteRobot(id: "a"), by: book.caller, at: book.now)
    expectExact(book.engine)
    let left = book.engine.store.waitingRuns.runs(of: book.engine.store.waitingRuns.versions)
    #expect(left.map { book.engine.runView($0).run.robot } == ["b", "b", "b"])
  }

  private func expectExact(_ engine: Engine, _ sourceLocation: SourceLocation = #_sourceLocation) {
    let store = engine.store
    let all = (0..<store.runs.endIndex).map { Slot<RunRow>(index: $0) }
    let expected = all.filter { store.runs[$0].state == .waiting }
    let versions = store.waitingRuns.versions
    #expect(store.waitingRuns.runs(of: versions) == expected, sourceLocation: sourceLocation)
    for version in versions {
      #expect(
        store.waitingRuns.count(of: version)
          == expected.count { store.runs[$0].version == version },
        sourceLocation: sourceLocation
      )
    }
  }
}
