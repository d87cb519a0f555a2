import RobotEngine
import RobotModel

/// P4's share of the engine: timed robots of as many items, all due at the same moment.
///
/// There is no journal, no sync and no other client; what remains of the daemon's time is theirs.
struct FiringAtOnce {
  let itemCount: Int

  func measure() throws {
    let house = try House()
    let place = StageKey(entityType: "deal", pipeline: "sales", stage: "new")
    try house.makePipeline("sales", stages: ["new"])
    try house.makeRobot("later", in: place)
    for index in 0..<itemCount {
      try house.enter(place, [FieldChange(name: "name", value: .text("deal \(index)"))])
    }
    let before = house.byteCount
    house.passDay()
    let seconds = Figure.seconds { house.fireDue() }
    let fired = house.engine.counts.runsByState[Int(RunState.succeeded.rawValue) - 1]
    precondition(fired == itemCount, "\(fired) of \(itemCount) have fired")
    let rate = Double(itemCount) / seconds
    Figure.print("P4", "in memory, \(itemCount) due at once", rate, "fired/s", .atLeast(250_000))
    Figure.note("\((house.byteCount - before) / itemCount) bytes for the journal each")
  }
}
