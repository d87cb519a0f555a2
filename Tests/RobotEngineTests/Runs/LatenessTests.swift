import RobotModel
import Testing

@testable import RobotEngine

/// Why a run started late that was held up by several things in turn (S-25): the last of them.
@Suite struct LatenessTests {
  private static let minute: Int64 = 60_000

  @Test("A downtime that begins as a pause ends is the cause")
  func pauseThenDowntime() throws {
    let book = try RuleBook()
    var robot = RuleBook.log("one")
    robot.timing.start = .after(DueTable.span("60 minutes"))
    try book.create(robot)
    try book.put("D-1", stage: "new")
    let sales = PauseScope.pipeline(PipelineKey(entityType: "deal", id: "sales"))
    let (pause, resume) = (book.house.instant(0), book.house.instant(65 * Self.minute))
    _ = try book.engine.perform(PauseAutomation(scope: sales), by: book.caller, at: pause)
    try book.advance(to: "2026-06-01T09:04:00Z")
    _ = try book.engine.perform(ResumeAutomation(scope: sales), by: book.caller, at: resume)
    book.house.commit()
    // It ends before the run could start.
    let later = Engine(configuration: book.house.configuration)
    for fact in TestHouse.snapshot(of: book.engine) { try later.load(fact) }
    try later.finishLoading(at: book.house.instant(70 * Self.minute))
    while later.fireNext(at: book.house.instant(70 * Self.minute)) {}
    let run = try #require(try later.runs(RunQuery(), page: PageRequest()).elements.first?.run)
    #expect(run.state == .succeeded && run.latenessCause == .downtime)
  }
}
