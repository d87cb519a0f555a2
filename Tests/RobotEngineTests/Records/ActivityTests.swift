import RobotModel
import Testing

@testable import RobotEngine

/// What persons do to an item (S-33); the client's part stands in `activity.scenarios`.
@Suite struct ActivityTests {
  private let system = Caller.system

  private func put(
    _ item: String,
    _ fields: [String: FieldValue] = [:],
    stage: String = "",
    by caller: Caller,
    in house: TestHouse,
    at offset: Int64
  ) throws {
    var command = PutRecord(key: house.key(item), changes: [])
    command.changes = fields.sorted { $0.key < $1.key }.map { FieldChange(name: $0, value: $1) }
    if !stage.isEmpty { (command.pipeline, command.stage) = ("sales", stage) }
    _ = try house.engine.perform(command, by: caller, at: house.instant(offset))
  }

  @Test("S-33: a user's change, move and making are the staff's activity, a program's are not")
  func changes() throws {
    var house = try TestHouse()
    try put("D-1", stage: "new", by: system, in: house, at: 0)
    try put("D-1", ["name": .text("Table")], by: system, in: house, at: 1_000)
    #expect(house.field("last_staff_activity", of: "D-1").isEmpty)
    try put("D-1", ["name": .text("Chair")], by: house.ann, in: house, at: 2_000)
    #expect(house.field("last_staff_activity", of: "D-1") == "2026-06-01T08:00:02Z")
    try put("D-1", ["name": .text("Chair")], by: house.ann, in: house, at: 3_000)
    #expect(house.field("last_staff_activity", of: "D-1") == "2026-06-01T08:00:02Z")
    try put("D-1", stage: "offer", by: house.ann, in: house, at: 4_000)
    #expect(house.field("last_staff_activity", of: "D-1") == "2026-06-01T08:00:04Z")
    try put("D-2", stage: "new", by: house.ann, in: house, at: 5_000)
    #expect(house.field("last_staff_activity", of: "D-2") == "2026-06-01T08:00:05Z")
    #expect(house.field("last_staff_answer", of: "D-2").isEmpty)
    try put("contact/C-1", ["name": .text("Ann")], by: house.ann, in: house, at: 6_000)
    house.commit()
    try house.expectSurvivesReload()
  }

  @Test("S-33: an activity is no change: neither the etag nor the history tells of it")
  func noChange() throws {
    let house = try TestHouse()
    try put("D-1", stage: "new", by: system, in: house, at: 0)
    let before = house.engine.store.recordView(house.slot("D-1"))
    let entries = house.engine.store.history.endIndex
    house.engine.noteActivity(.answer, of: house.slot("D-1"), at: house.instant(7_000))
    let after = house.engine.store.recordView(house.slot("D-1"))
    #expect(after.revision == before.revision && after.updateTime == before.updateTime)
    #expect(house.engine.store.history.endIndex == entries)
    #expect(house.field("last_staff_answer", of: "D-1") == "2026-06-01T08:00:07Z")
  }

  @Test("S-7, S-33: a run that waits by an activity follows it")
  func followed() throws {
    let house = try TestHouse()
    var robot = Robot(
      id: "silence",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      type: "write_log"
    )
    robot.parameters = [NamedValue(name: "text", value: .text("silent for an hour"))]
    let hour = try #require(TimeSpan(count: 1, unit: .hour))
    robot.timing.start = .date(
      DateTiming(path: "last_client_activity", direction: .after, span: hour)
    )
    _ = try house.engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: house.ann,
      at: house.instant(0)
    )
    try put("D-1", stage: "new", by: system, in: house, at: 0)
    let visit = try #require(house.visits(of: "D-1").last)
    #expect(house.runs(of: visit)[0].reason == .dateEmpty)
    house.engine.noteActivity(.client, of: house.slot("D-1"), at: house.instant(60_000))
    #expect(house.runs(of: visit)[0].dueTime == house.instant(3_660_000))
    house.engine.noteActivity(.client, of: house.slot("D-1"), at: house.instant(120_000))
    #expect(house.runs(of: visit)[0].dueTime == house.instant(3_720_000))
  }
}
