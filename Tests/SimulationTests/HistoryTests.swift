import RobotEngine
import RobotModel
import TestSupport
import Testing

@testable import simulation

/// How a history goes on where its disk fails (K10).
@Suite struct HistoryTests {
  @Test("A disk that fails at any operation of a start, or behind it, costs one more start")
  func failingStart() throws {
    let history = try overdue()
    var deaths: Set<Int> = []
    for operation in 0..<60 {
      var other = history
      let before = other.tape.deaths
      let fault = StorageFault(operation: operation, isLasting: true, kind: .inputOutput)
      try other.die(Clocks.day, isPowerCut: false, fault: fault)
      try other.expectSame()
      deaths.insert(other.tape.deaths - before)
    }
    // Some faults came in the start, and some when it was done and what is due was started.
    #expect(deaths == [1, 2])
  }

  /// Items of which more is due after an hour than a segment of the journal can take.
  private func overdue() throws -> History {
    var history = try History(seed: 1)
    try history.setUp()
    for number in 0..<40 {
      var robot = ModelRobot(id: "late\(number)", stage: "ticket", deed: .log("done"))
      robot.start = .after(ModelSpan(count: 1, unit: .hour))
      try history.create(robot)
    }
    for (item, id) in History.items.enumerated() {
      try history.command("put \(id)") { history in
        history.model.put(item, ItemPut(stage: "ticket"))
        _ = try history.service.engine.perform(
          PutRecord(
            key: SimulatedRules.key(id),
            changes: [],
            pipeline: "service",
            stage: "ticket"
          ),
          by: SimulatedService.caller,
          at: SimulatedRules.instant(history.now)
        )
      }
    }
    try history.service.flush(isSynced: true)
    try history.note()
    return history
  }
}
