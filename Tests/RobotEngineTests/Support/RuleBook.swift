import RobotModel
import Testing

@testable import RobotEngine

/// An engine in which rules are managed, with short ways to ask and to see what was refused.
final class RuleBook {
  var house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  var engine: Engine { house.engine }
  var now: Instant { engine.time }
  var caller: Caller { house.ann }

  // MARK: - Robots

  /// A robot that writes a line into the log.
  static func log(_ id: String, in stage: String = "new", _ text: String = "x") -> Robot {
    var robot = Robot(
      id: id,
      place: StageKey(entityType: "deal", pipeline: "sales", stage: stage),
      type: "write_log"
    )
    robot.parameters = [NamedValue(name: "text", value: .text(text))]
    return robot
  }

  /// A robot that moves the item.
  static func move(_ id: String, in stage: String, to target: String) -> Robot {
    var robot = log(id, in: stage)
    robot.type = "change_stage"
    robot.parameters = [NamedValue(name: "stage", value: .text(target))]
    return robot
  }

  /// A robot with an output, `comment`.
  static func comment(_ id: String, alias: String, in stage: String = "new") -> Robot {
    var robot = log(id, in: stage)
    robot.type = "add_comment"
    robot.alias = alias
    return robot
  }

  @discardableResult
  func create(
    _ robot: Robot,
    condition: String = "",
    isForced: Bool = false,
    isValidateOnly: Bool = false
  ) throws(RequestError) -> Robot {
    try engine.perform(
      CreateRobot(
        draft: RobotDraft(robot: robot, conditionText: condition),
        isForced: isForced,
        isValidateOnly: isValidateOnly
      ),
      by: caller,
      at: now
    )
  }

  @discardableResult
  func update(
    _ robot: Robot,
    condition: String = "",
    etag: String = "",
    mask: [String] = [],
    isForced: Bool = false
  ) throws(RequestError) -> Robot {
    try engine.perform(
      UpdateRobot(
        draft: RobotDraft(robot: robot, conditionText: condition),
        etag: etag,
        mask: mask,
        isForced: isForced
      ),
      by: caller,
      at: now
    ).robot
  }

  @discardableResult
  func move(
    _ id: String,
    pipeline: String = "",
    stage: String = "",
    position: Int32 = 0,
    etag: String = "",
    isForced: Bool = false
  ) throws(RequestError) -> Robot {
    try engine.perform(
      MoveRobot(
        id: id,
        pipeline: pipeline,
        stage: stage,
        position: position,
        etag: etag,
        isForced: isForced
      ),
      by: caller,
      at: now
    )
  }

  @discardableResult
  func delete(
    robot id: String,
    etag: String = "",
    isForced: Bool = false
  ) throws(RequestError) -> Int64 {
    try engine.perform(DeleteRobot(id: id, etag: etag, isForced: isForced), by: caller, at: now)
  }

  /// The ids of a stage's robots with their positions: "a1 b2".
  func order(of stage: String, pipeline: String = "sales") throws -> String {
    let scope = RuleScope(entityType: "deal", pipeline: pipeline, stage: stage)
    return try engine.robots(in: scope, page: PageRequest(size: 1_000)).elements
      .map { "\($0.id)\($0.position)" }.joined(separator: " ")
  }

  // MARK: - Schema

  @discardableResult
  func create(_ type: EntityType, isValidateOnly: Bool = false) throws(RequestError) -> EntityType {
    try engine.perform(
      CreateEntityType(entityType: type, isValidateOnly: isValidateOnly),
      by: caller,
      at: now
    )
  }

  @discardableResult
  func update(
    _ type: EntityType,
    etag: String = "",
    mask: [String] = []
  ) throws(RequestError) -> EntityType {
    try engine.perform(
      UpdateEntityType(entityType: type, etag: etag, mask: mask),
      by: caller,
      at: now
    )
  }

  func delete(entityType id: String, etag: String = "") throws(RequestError) {
    try engine.perform(DeleteEntityType(id: id, etag: etag), by: caller, at: now)
  }

  @discardableResult
  func create(_ pipeline: Pipeline) throws(RequestError) -> Pipeline {
    try engine.perform(CreatePipeline(pipeline: pipeline), by: caller, at: now)
  }

  @discardableResult
  func update(
    _ pipeline: Pipeline,
    etag: String = "",
    mask: [String] = []
  ) throws(RequestError) -> Pipeline {
    try engine.perform(
      UpdatePipeline(pipeline: pipeline, etag: etag, mask: mask),
      by: caller,
      at: now
    )
  }

  func delete(pipeline id: String, of type: String = "deal") throws(RequestError) {
    try engine.perform(
      DeletePipeline(key: PipelineKey(entityType: type, id: id)),
      by: caller,
      at: now
    )
  }

  // MARK: - Calendars

  @discardableResult
  func create(
    _ calendar: WorkCalendar,
    holidayFile: String = ""
  ) throws(RequestError) -> WorkCalendar {
    try engine.perform(
      CreateCalendar(calendar: calendar, holidayFile: holidayFile),
      by: caller,
      at: now
    )
  }

  @discardableResult
  func update(
    _ calendar: WorkCalendar,
    holidayFile: String = "",
    etag: String = "",
    mask: [String] = []
  ) throws(RequestError) -> WorkCalendar {
    try engine.perform(
      UpdateCalendar(calendar: calendar, holidayFile: holidayFile, etag: etag, mask: mask),
      by: caller,
      at: now
    )
  }

  func delete(calendar id: String, etag: String = "") throws(RequestError) {
    try engine.perform(DeleteCalendar(id: id, etag: etag), by: caller, at: now)
  }

  /// Puts a deal into a stage.
  func put(_ id: String, stage: String, _ fields: [(String, FieldValue)] = []) throws {
    _ = try engine.perform(
      PutRecord(
        key: RecordKey(entityType: "deal", id: id),
        changes: fields.map { FieldChange(name: $0.0, value: $0.1) },
        pipeline: "sales",
        stage: stage
      ),
      by: caller,
      at: now
    )
  }

  /// Expects that a store loaded from what was made durable is this one.
  func expectSurvivesReload(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    house.commit()
    try house.expectSurvivesReload(sourceLocation)
  }

  // MARK: - Refusals

  /// Expects a refusal, and that it left no facts and changed nothing.
  @discardableResult
  func refuses(
    _ code: RequestError.Code,
    _ reason: String = "",
    fields: [String] = [],
    saying part: String = "",
    _ sourceLocation: SourceLocation = #_sourceLocation,
    _ request: () throws(RequestError) -> Void
  ) -> RequestError? {
    house.commit()
    let before = TestHouse.snapshot(of: engine)
    let error = #expect(throws: RequestError.self, sourceLocation: sourceLocation) {
      try request()
    }
    guard let error else { return nil }
    #expect(error.code == code, "\(error.message)", sourceLocation: sourceLocation)
    if !reason.isEmpty {
      #expect(error.reason == reason, "\(error.message)", sourceLocation: sourceLocation)
    }
    if !fields.isEmpty {
      #expect(error.violations.map(\.field) == fields, sourceLocation: sourceLocation)
    }
    let said = error.violations.map(\.description).joined(separator: "; ") + error.message
    #expect(said.contains(part), "\(said)", sourceLocation: sourceLocation)
    #expect(engine.takeFacts().isEmpty, sourceLocation: sourceLocation)
    #expect(TestHouse.snapshot(of: engine) == before, sourceLocation: sourceLocation)
    return error
  }
}
