import RobotModel
import Testing

@testable import RobotEngine

/// S-8, S-10: an action that has become later than its robot may be is not handed out any more.
@Suite struct LateHandOutTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    book.house = try TestHouse(executors: ["write_log": "logs"])
    var robot = RuleBook.log("r")
    robot.timing.maxLatenessMilliseconds = 60_000
    try book.create(robot)
    var next = RuleBook.log("s")
    next.timing = Timing(start: .immediately, isAfterPrevious: true)
    next.timing.chainPolicy = .unlessFailed
    try book.create(next)
    try book.put("D-1", stage: "new")
  }

  @Test("A retry whose pause ends too late is skipped, which releases the robot after it")
  func retry() throws {
    let action = try #require(handOut(0).first)
    let result = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: .failure(message: "busy", isPermanent: false, retryAfterMilliseconds: 60_001)
    )
    #expect(book.engine.perform(result, at: book.house.instant(0)) == .accepted)
    book.house.commit()
    try book.house.advance(to: book.house.instant(60_001))
    #expect(handOut(60_001).map(\.robot) == ["s"])
    #expect(try states() == ["r SKIPPED TOO_LATE", "s DISPATCHED"])
    try book.expectSurvivesReload()
  }

  @Test("An action that found no worker is handed out as long as it is not too late")
  func noWorker() throws {
    try book.put("D-2", stage: "new")
    #expect(handOut(60_000, count: 1).map(\.item?.key.id) == ["D-1"])
    #expect(handOut(60_001).map(\.item?.key.id) == ["D-2"])
    #expect(
      try states().sorted() == [
        "r DISPATCHED", "r SKIPPED TOO_LATE", "s DISPATCHED", "s WAITING PREVIOUS",
      ]
    )
  }

  private func handOut(_ offset: Int64, count: Int = 9) -> [Action] {
    defer { book.house.commit() }
    let command = HandOutActions(queue: "logs", count: count)
    return book.engine.perform(command, at: book.house.instant(offset))
  }

  private func states() throws -> [String] {
    try book.engine.runs(RunQuery(), page: PageRequest()).elements.map { view in
      "\(view.run.robot) \(view.run.state.name)" + (view.run.reason.map { " \($0.name)" } ?? "")
    }
  }
}
