import RobotModel
import Testing

@testable import RobotEngine

/// S-28: a run acts by one version of its robot, the newest one of the moment at which it starts.
@Suite struct ActingVersionTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    book.house = try TestHouse(executors: ["modify_item": "crm"])
  }

  @Test("An action keeps the type under which its run started, also after a restart")
  func action() throws {
    try book.create(Self.modify(after: "0 minute"))
    try book.put("D-1", stage: "new")
    try book.update(RuleBook.log("r"))
    for attempt in UInt32(1)...2 {
      let action = try #require(handOut())
      #expect(action.type == "modify_item")
      #expect(action.parameters.map(\.name) == ["set.source"])
      #expect(try view().robotType == "modify_item")
      #expect(action.attempt == attempt)
      try book.expectSurvivesReload()
      try book.house.reload()
    }
  }

  @Test("A run that waited under another type is handed out as what it has become")
  func waiting() throws {
    var robot = RuleBook.log("r")
    robot.timing = Timing(start: .after(DueTable.span("1 minute")))
    try book.create(robot)
    try book.put("D-1", stage: "new")
    try book.update(Self.modify(after: "1 minute"))
    try advance(minutes: 1)
    #expect(try view().robotType == "modify_item")
    #expect(try version().contains("its texts were those of version 2"))
    try book.update(RuleBook.log("r"))
    #expect(try version().contains("its texts were those of version 2"))
    #expect(try #require(handOut()).type == "modify_item")
  }

  @Test("What a type has against acting is asked of the one that would act")
  func objection() throws {
    var control = RuleBook.log("r")
    control.type = "control"
    control.parameters = [
      NamedValue(name: "violation", value: .text("NO_ANSWER_FOR")),
      NamedValue(name: "for", value: .text("2 days")),
      NamedValue(name: "recipient", value: .text("user:bob")),
      NamedValue(name: "text", value: .text("x")),
    ]
    var log = RuleBook.log("r")
    log.timing = Timing(start: .after(DueTable.span("1 minute")))
    control.timing = log.timing
    try book.create(log)
    try book.put("D-1", stage: "new")
    try book.update(control)
    try advance(minutes: 1)
    #expect(try view().run.state == .skipped)
  }

  // MARK: - The robot

  private static func modify(after delay: String) -> Robot {
    var robot = RuleBook.log("r")
    robot.type = "modify_item"
    robot.parameters = [NamedValue(name: "set.source", value: .text("web"))]
    robot.timing = Timing(start: .after(DueTable.span(delay)))
    return robot
  }

  private func advance(minutes: Int64) throws {
    book.house.commit()
    try book.house.advance(to: book.house.instant(minutes * 60_000))
  }

  private func handOut() -> Action? {
    defer { book.house.commit() }
    return book.engine.perform(HandOutActions(queue: "crm", count: 1), at: book.now).first
  }

  private func view() throws -> RunView {
    try #require(book.engine.runs(RunQuery(), page: PageRequest()).elements.first)
  }

  /// What is explained of the run's version.
  private func version() throws -> String {
    let deal = RecordKey(entityType: "deal", id: "D-1")
    let explanation = try book.engine.explain(deal, robot: "r", visit: nil)
    let steps = try #require(explanation.runs.first).steps
    return try #require(steps.first { $0.kind == .ruleVersion }).text
  }
}
