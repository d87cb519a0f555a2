import RobotModel
import Testing

@testable import RobotEngine

/// S-13, S-27: a worker does not make the 21st move either.
///
/// The CRM is to move a deal to "won", whatever becomes of it meanwhile: forms move it to and fro.
@Suite struct StoppedActionTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    book.house = try TestHouse(executors: ["change_stage": "crm"])
    var robot = RuleBook.move("go", in: "new", to: "won")
    robot.survivesStageChange = true
    try book.create(robot)
    for stage in ["offer", "work"] {
      let place = StageKey(entityType: "deal", pipeline: "sales", stage: stage)
      var trigger = Trigger(id: stage, place: place, type: "form_submitted")
      trigger.parameters = [NamedValue(name: "form", value: .text(stage))]
      trigger.allowsBackwards = true
      _ = try book.engine.perform(
        CreateTrigger(draft: TriggerDraft(trigger: trigger)),
        by: book.caller,
        at: book.now
      )
    }
    try book.put("D-1", stage: "new")
  }

  @Test("An action that would make it is not handed out until the item is resumed")
  func beforeHandOut() throws {
    try move(count: 20)
    #expect(handOut() == nil)
    #expect(try go() == "READY LOOP_BREAKER")
    try book.expectSurvivesReload()
    try resume()
    let action = try #require(handOut())
    #expect(action.attempt == 1)
    #expect(succeed(action) == .accepted)
    #expect(book.house.stage(of: "D-1") == "won")
  }

  @Test("A success that would make it moves nothing, and is asked for again after the resume")
  func behindHandOut() throws {
    let action = try #require(handOut())
    try move(count: 20)
    #expect(succeed(action) == .accepted)
    #expect(book.house.stage(of: "D-1") == "work")
    #expect(try go() == "READY LOOP_BREAKER")
    #expect(handOut() == nil)
    try book.expectSurvivesReload()
    try book.house.reload()
    try resume()
    let again = try #require(handOut())
    #expect(again.key == action.key && again.attempt == 2)
    #expect(succeed(again) == .accepted)
    #expect(book.house.stage(of: "D-1") == "won")
    #expect(try go() == "SUCCEEDED")
  }

  @Test("The same success told once more while the item is stopped changes nothing")
  func toldTwice() throws {
    let action = try #require(handOut())
    try move(count: 20)
    _ = succeed(action)
    #expect(
      book.engine.perform(Self.success(action), at: book.now) == .accepted
        && book.engine.takeFacts().isEmpty
    )
    #expect(book.house.stage(of: "D-1") == "work")
  }

  @Test("The 20th move is made")
  func lastMove() throws {
    let action = try #require(handOut())
    try move(count: 19)
    #expect(succeed(action) == .accepted)
    #expect(book.house.stage(of: "D-1") == "won")
  }

  // MARK: - The deal

  private static let deal = RecordKey(entityType: "deal", id: "D-1")

  /// Lets triggers move it so often.
  private func move(count: Int) throws {
    for number in 1...count {
      var event = Event(type: "form_submitted", targets: [.item(Self.deal)])
      let stage = number.isMultiple(of: 2) ? "work" : "offer"
      event.payload = [NamedValue(name: "form", value: .text(stage))]
      let reply = try book.engine.perform(SendEvent(event: event), by: book.caller, at: book.now)
      #expect(reply.results.first?.isMoved == true)
      book.house.commit()
    }
  }

  private func resume() throws {
    _ = try book.engine.perform(
      ResumeAutomation(scope: .item(Self.deal)),
      by: book.caller,
      at: book.now
    )
    book.house.commit()
  }

  private func handOut() -> Action? {
    defer { book.house.commit() }
    return book.engine.perform(HandOutActions(queue: "crm", count: 1), at: book.now).first
  }

  private func succeed(_ action: Action) -> ActionResultDisposition {
    defer { book.house.commit() }
    return book.engine.perform(Self.success(action), at: book.now)
  }

  private static func success(_ action: Action) -> CompleteAction {
    CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: .success(outputs: [])
    )
  }

  /// What has become of the robot's run: state and reason.
  private func go() throws -> String {
    let run = try #require(book.engine.runs(RunQuery(), page: PageRequest()).elements.first).run
    return [run.state.name, run.reason?.name ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
