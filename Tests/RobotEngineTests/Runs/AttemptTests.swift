import RobotModel
import Testing

@testable import RobotEngine

/// S-26: what is told of an earlier attempt leaves the one that is under way alone.
@Suite struct AttemptTests {
  private let book: RuleBook
  private let first: Action

  /// One worker has lost the action, and another one may take it.
  init() throws {
    book = try RuleBook()
    book.house = try TestHouse(executors: ["write_log": "logs"])
    try book.create(RuleBook.log("r"))
    try book.put("D-1", stage: "new")
    first = try #require(Self.handOut(book))
    take(back: first)
  }

  @Test("A failure of an attempt that was lost does not end the one that came after it")
  func lateFailure() throws {
    let second = try #require(handOut())
    #expect(fail(first) == .ignored)
    #expect(fail(first, isPermanent: true) == .ignored)
    #expect(fail(first, attempt: nil) == .ignored)
    #expect(try state() == "DISPATCHED")
    #expect(fail(second) == .accepted)
    #expect(try state() == "READY BACKOFF")
    try book.expectSurvivesReload()
  }

  @Test("A failure of the last attempt counts also after that was taken back")
  func lateFailureOfTheLast() throws {
    #expect(fail(first) == .accepted)
    #expect(try state() == "READY BACKOFF")
  }

  @Test("A failure of an unknown attempt counts while nobody has the action")
  func unknownAttempt() throws {
    #expect(fail(first, attempt: nil) == .accepted)
    #expect(try state() == "READY BACKOFF")
  }

  @Test("A failure of an attempt before the last counts no more when both were taken back")
  func olderFailure() throws {
    let second = try #require(handOut())
    take(back: second)
    #expect(fail(first) == .ignored)
    #expect(try state() == "READY")
    #expect(fail(second) == .accepted)
  }

  @Test("An action that workers lose again and again waits, so that others have their turn")
  func lostAgain() throws {
    try book.put("D-2", stage: "new")
    for _ in 2..<3 { take(back: try #require(handOut())) }
    let third = try #require(handOut())
    #expect(third.run == first.run && third.attempt == 3)
    take(back: third)
    #expect(try state() == "READY BACKOFF")
    let next = try #require(handOut())
    #expect(next.item?.key.id == "D-2")
    try book.expectSurvivesReload()
  }

  @Test("A success tells nothing of the failures before it")
  func successAfterFailure() throws {
    #expect(fail(first) == .accepted)
    #expect(tell(first, attempt: nil, .success(outputs: [])) == .accepted)
    let run = try #require(book.engine.runs(RunQuery(), page: PageRequest()).elements.first).run
    #expect(run.state == .succeeded && run.detail?.message.isEmpty ?? true)
  }

  @Test("The end of an earlier attempt's lease takes nothing from the worker that has it now")
  func lateReturn() throws {
    _ = try #require(handOut())
    take(back: first)
    #expect(try state() == "DISPATCHED")
    #expect(handOut() == nil)
  }

  @Test("A success counts of whatever attempt it is, and an attempt that never was is unknown")
  func success() throws {
    _ = try #require(handOut())
    #expect(tell(first, attempt: 3, .success(outputs: [])) == .unknown)
    #expect(tell(first, attempt: 1, .success(outputs: [])) == .accepted)
    #expect(try state() == "SUCCEEDED")
  }

  // MARK: - The workers

  private static func handOut(_ book: RuleBook) -> Action? {
    defer { book.house.commit() }
    return book.engine.perform(HandOutActions(queue: "logs", count: 1), at: book.now).first
  }

  private func handOut() -> Action? { Self.handOut(book) }

  private func take(back action: Action) {
    book.engine.perform(ReturnActions(handOuts: [action.handOut]), at: book.now)
    book.house.commit()
  }

  private func fail(_ action: Action, isPermanent: Bool = false) -> ActionResultDisposition {
    fail(action, attempt: action.attempt, isPermanent: isPermanent)
  }

  private func fail(
    _ action: Action,
    attempt: UInt32?,
    isPermanent: Bool = false
  ) -> ActionResultDisposition {
    let outcome = ActionOutcome.failure(
      message: "no line",
      isPermanent: isPermanent,
      retryAfterMilliseconds: 0
    )
    return tell(action, attempt: attempt, outcome)
  }

  private func tell(
    _ action: Action,
    attempt: UInt32?,
    _ outcome: ActionOutcome
  ) -> ActionResultDisposition {
    defer { book.house.commit() }
    let result = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: attempt,
      outcome: outcome
    )
    return book.engine.perform(result, at: book.now)
  }

  private func state() throws -> String {
    let run = try #require(book.engine.runs(RunQuery(), page: PageRequest()).elements.first).run
    // That nobody serves the queue is not what is asked here.
    guard let reason = run.reason, reason != .noWorker else { return run.state.name }
    return "\(run.state.name) \(reason.name)"
  }
}
