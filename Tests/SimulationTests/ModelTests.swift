import Testing

@testable import simulation

/// What the naive model makes of rules that it got wrong before (K10).
@Suite struct ModelTests {
  @Test("Resuming an item that nothing holds is no change, and starts nothing (S-37)")
  func resumeInVain() {
    var model = Model(items: ["D-1"], now: Self.start)
    var robot = ModelRobot(id: "r", stage: "new", deed: .log("done"))
    robot.start = .after(ModelSpan(count: 10, unit: .minute))
    model.robots = [robot]
    model.put(0, ItemPut(stage: "new"))
    model.now += Clocks.hour
    let due = model.words
    model.setPaused(item: 0, false)
    #expect(model.words == due)
    model.settleAll()
    #expect(model.items[0].log == ["done"])
  }

  @Test("A robot that the loop breaker has stopped has not fired for its date (S-7, S-13)")
  func stoppedDate() {
    var model = Model(items: ["D-1"], now: Self.start)
    var robot = ModelRobot(id: "r", stage: "new", deed: .move("won"))
    robot.start = .date(.at, ModelSpan(count: 0, unit: .day), .never, isAgain: true)
    robot.pastDue = .runNow
    model.robots = [robot]
    let today = Self.start / Clocks.day
    model.put(0, ItemPut(stage: "new"))
    model.items[0].moveTimes = [Int64](repeating: Self.start, count: 20)
    model.put(0, ItemPut(stage: "new", date: ItemPut.Date(day: today - 1)))
    #expect(model.items[0].isStopped)
    model.put(0, ItemPut(stage: "new", date: ItemPut.Date(day: today + 9)))
    model.put(0, ItemPut(stage: "new", date: ItemPut.Date(day: today - 1)))
    model.setPaused(item: 0, false)
    #expect(model.items[0].stage == "won")
  }

  /// 2026-06-01, 10:00 in Warsaw.
  private static let start: Int64 = 1_780_300_800_000
}
