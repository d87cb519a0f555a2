import RobotModel
import Testing

@testable import RobotEngine

/// Where the periods of a run limit begin and end (S-15): to the millisecond, in the robot's zone.
@Suite struct RunLimitTests {
  /// Two entries of one item, and whether the second starts the robot again.
  struct Row: CustomTestStringConvertible {
    let limit: RunLimit
    let zone: String
    let first: String
    let second: String
    let runsAgain: Bool

    init(_ limit: RunLimit, _ zone: String, _ first: String, _ second: String, _ runsAgain: Bool) {
      (self.limit, self.zone, self.first, self.second) = (limit, zone, first, second)
      self.runsAgain = runsAgain
    }

    var testDescription: String { "\(limit), \(zone), \(first), \(second)" }
  }

  private static let warsaw = "Europe/Warsaw"

  private static let rows: [Row] = [
    // Midnight in Warsaw is 22:00 UTC in summer.
    Row(.oncePerDay, warsaw, "2026-06-01T21:59:59.999Z", "2026-06-01T22:00:00Z", true),
    Row(.oncePerDay, warsaw, "2026-06-01T22:00:00Z", "2026-06-02T21:59:59.999Z", false),
    Row(.oncePerDay, "UTC", "2026-06-01T21:59:59.999Z", "2026-06-01T22:00:00Z", false),
    // The day on which clocks go forward has 23 hours, that on which they go back 25.
    Row(.oncePerDay, warsaw, "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z", false),
    Row(.oncePerDay, warsaw, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", true),
    Row(.oncePerDay, warsaw, "2026-10-24T22:00:00Z", "2026-10-25T22:59:59.999Z", false),
    Row(.oncePerDay, warsaw, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", true),
    // In Santiago midnight itself is skipped then: the day begins at one o'clock.
    Row(.oncePerDay, "America/Santiago", "2026-09-06T03:59:59.999Z", "2026-09-06T04:00:00Z", true),
    // Weeks begin on Monday, also across a new year.
    Row(.oncePerWeek, warsaw, "2026-06-07T21:59:59.999Z", "2026-06-07T22:00:00Z", true),
    Row(.oncePerWeek, warsaw, "2026-06-07T22:00:00Z", "2026-06-14T21:59:59.999Z", false),
    Row(.oncePerWeek, "UTC", "2026-06-07T21:59:59.999Z", "2026-06-07T22:00:00Z", false),
    Row(.oncePerWeek, warsaw, "2026-12-27T23:00:00Z", "2027-01-03T22:59:59.999Z", false),
    Row(.oncePerWeek, warsaw, "2027-01-03T22:59:59.999Z", "2027-01-03T23:00:00Z", true),
    Row(.oncePerMonth, warsaw, "2026-06-30T21:59:59.999Z", "2026-06-30T22:00:00Z", true),
    Row(.oncePerMonth, warsaw, "2026-06-30T22:00:00Z", "2026-07-31T21:59:59.999Z", false),
    Row(.oncePerMonth, "UTC", "2026-06-30T21:59:59.999Z", "2026-06-30T22:00:00Z", false),
    Row(.oncePerMonth, warsaw, "2028-01-31T23:00:00Z", "2028-02-29T22:59:59.999Z", false),
    Row(.oncePerMonth, warsaw, "2028-02-29T22:59:59.999Z", "2028-02-29T23:00:00Z", true),
    // In winter it is 23:00 UTC.
    Row(.oncePerYear, warsaw, "2026-12-31T22:59:59.999Z", "2026-12-31T23:00:00Z", true),
    Row(.oncePerYear, warsaw, "2026-12-31T23:00:00Z", "2027-12-31T22:59:59.999Z", false),
    Row(.oncePerYear, "UTC", "2026-12-31T22:59:59.999Z", "2026-12-31T23:00:00Z", false),
    Row(.oncePerItem, warsaw, "2026-12-31T22:59:59.999Z", "2036-12-31T23:00:00Z", false),
    Row(.everyEntry, warsaw, "2026-06-01T10:00:00Z", "2026-06-01T10:00:00Z", true),
  ]

  @Test("S-15, S-24: a period ends at midnight of the robot's zone", arguments: rows)
  func boundary(_ row: Row) throws {
    let engine = Engine(
      configuration: EngineConfiguration(zone: { TestZone.zone($0) }, isClockSimulated: false)
    )
    let first = try Instant(rfc3339: row.first)
    try engine.finishLoading(at: first)
    let ann = Caller(user: "ann", isSystem: false, uid: 1_000, source: "")
    let stages = ["new", "offer"].map { Stage(id: $0, displayName: $0, kind: .inProgress) }
    engine.put(Pipeline(entityType: "deal", id: "sales", displayName: "Sales", stages: stages))
    var robot = RuleBook.log("greet")
    robot.runLimit = row.limit
    robot.timing.timeZone = row.zone
    _ = try engine.perform(CreateRobot(draft: RobotDraft(robot: robot)), by: ann, at: first)
    let key = RecordKey(entityType: "deal", id: "D-1")
    let put = PutRecord(key: key, changes: [], pipeline: "sales", stage: "new")
    _ = try engine.perform(put, by: ann, at: first)
    _ = try engine.perform(MoveItem(key: key, stage: "offer"), by: ann, at: first)
    let second = try Instant(rfc3339: row.second)
    _ = try engine.perform(MoveItem(key: key, stage: "new"), by: ann, at: second)
    let runs = try engine.runs(RunQuery(), page: PageRequest()).elements.map(\.run)
    #expect(runs.count == 2 && runs[0].state == .succeeded)
    #expect(runs[1].state == (row.runsAgain ? .succeeded : .skipped))
    #expect(runs[1].reason == (row.runsAgain ? nil : .runLimit))
  }
}
