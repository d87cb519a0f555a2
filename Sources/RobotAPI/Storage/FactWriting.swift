import CRobotsProto
import Protobuf
import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.Fact`.
  mutating func fact(_ fact: Fact, with arena: Arena) {
    switch fact {
    case .store(let store): message(1) { $0.store(store) }
    case .entityType(let type): definition(2, entityType: type, with: arena)
    case .removedEntityType(let id): anyText(3, id)
    case .pipeline(let pipeline): definition(4, pipeline: pipeline, with: arena)
    case .removedPipeline(let key): message(5) { $0.pipelineKey(key) }
    case .robotVersion(let robot, let isDeleted):
      definition(6, robot: robot, isDeleted: isDeleted, with: arena)
    case .removedRobot(let id): anyText(7, id)
    case .record(let record): message(8) { $0.record(record) }
    case .removedRecord(let number): anyNumber(9, number.rawValue)
    case .visit(let visit): message(10) { $0.visit(visit) }
    case .removedVisit(let number): anyNumber(11, number.rawValue)
    case .run(let run):
      message(12) { writer in
        writer.run(run.numbers, ofRobot: run.robot)
        if let detail = run.detail { writer.decided(detail) }
        writer.place(of: run.numbers)
      }
    case .removedRun(let number): anyNumber(13, number.rawValue)
    case .historyEntry(let entry):
      message(14) { writer in
        writer.historyEntry(
          entry.numbers,
          of: entry.record,
          by: entry.actingUser,
          robot: entry.robot,
          from: entry.oldPlace,
          to: entry.newPlace,
          entry.detail
        )
      }
    case .removedHistoryEntry(let sequence): anyNumber(15, sequence)
    case .rememberedRequest(let request): message(16) { $0.rememberedRequest(request) }
    case .pause(let pause): message(17) { $0.pause(pause) }
    case .itemHold(let hold): message(18) { $0.itemHold(hold) }
    case .calendar(let calendar, let isDeleted):
      definition(31, calendar: calendar, isDeleted: isDeleted, with: arena)
    case .removedCalendar(let id): anyText(23, id)
    case .trigger(let trigger, let isDeleted):
      definition(30, trigger: trigger, isDeleted: isDeleted, with: arena)
    case .removedTrigger(let id): anyText(21, id)
    case .robotApplication(let application): message(24) { $0.robotApplication(application) }
    case .calendarProgress(let progress): message(25) { $0.calendarProgress(progress) }
    case .linkProgress(let progress): message(26) { $0.linkProgress(progress) }
    }
  }

  private mutating func store(_ store: StoreFact) {
    number(1, store.time.millisecondsSinceEpoch)
    flag(2, store.isClockSimulated)
    number(3, store.lastNumber.rawValue)
    number(4, store.lastHistorySequence)
    flag(5, store.isErasureOpen)
  }

  private mutating func calendarProgress(_ progress: CalendarProgress) {
    text(1, progress.calendar)
    number(2, progress.lastRun.rawValue)
    flag(3, progress.isOver)
  }

  private mutating func linkProgress(_ progress: LinkProgress) {
    number(1, progress.record.rawValue)
    for field in progress.fields { text(2, field) }
    number(3, progress.time.millisecondsSinceEpoch)
    number(4, progress.lastItem.rawValue)
    flag(5, progress.isOver)
  }

  private mutating func pipelineKey(_ key: PipelineKey) {
    text(1, key.entityType)
    text(2, key.id)
  }

  private mutating func rememberedRequest(_ request: RememberedRequest) {
    text(1, request.scope)
    text(2, request.id)
    number(3, request.time.millisecondsSinceEpoch)
    bytes(4, request.fingerprint)
    bytes(5, request.response)
  }
}

// MARK: - Definitions, by protobuf-c

extension FieldWriter {
  private mutating func definition(_ field: UInt8, entityType: EntityType, with arena: Arena) {
    let builder = MessageBuilder(arena: arena)
    let message = builder.message(robots__storage__v1__entity_type_revision__init)
    message.pointee.entity_type = builder.entityType(entityType)
    message.pointee.revision = entityType.revision
    packed(field, message, with: arena)
  }

  private mutating func definition(_ field: UInt8, pipeline: Pipeline, with arena: Arena) {
    let builder = MessageBuilder(arena: arena)
    let message = builder.message(robots__storage__v1__pipeline_revision__init)
    message.pointee.pipeline = builder.pipeline(pipeline)
    message.pointee.revision = pipeline.revision
    packed(field, message, with: arena)
  }

  private mutating func definition(
    _ field: UInt8,
    robot: Robot,
    isDeleted: Bool,
    with arena: Arena
  ) {
    let builder = MessageBuilder(arena: arena)
    let message = builder.message(robots__storage__v1__robot_version__init)
    message.pointee.robot = builder.robot(robot, conditionText: "")
    message.pointee.deleted = isDeleted ? 1 : 0
    message.pointee.change_reason = builder.text(robot.changeReason)
    if robot.inFlight != .keepTiming {
      message.pointee.in_flight = Robots__V1__InFlightPolicy(UInt32(robot.inFlight.rawValue))
    }
    message.pointee.published_after = robot.publishedAfter.rawValue
    packed(field, message, with: arena)
  }

  private mutating func definition(
    _ field: UInt8,
    trigger: Trigger,
    isDeleted: Bool,
    with arena: Arena
  ) {
    let builder = MessageBuilder(arena: arena)
    let message = builder.message(robots__storage__v1__trigger_version__init)
    message.pointee.trigger = builder.trigger(trigger, conditionText: "")
    message.pointee.change_reason = builder.text(trigger.changeReason)
    message.pointee.deleted = isDeleted ? 1 : 0
    packed(field, message, with: arena)
  }

  private mutating func definition(
    _ field: UInt8,
    calendar: WorkCalendar,
    isDeleted: Bool,
    with arena: Arena
  ) {
    let builder = MessageBuilder(arena: arena)
    let message = builder.message(robots__storage__v1__calendar_version__init)
    message.pointee.calendar = builder.calendar(calendar)
    message.pointee.change_reason = builder.text(calendar.changeReason)
    message.pointee.deleted = isDeleted ? 1 : 0
    packed(field, message, with: arena)
  }

  private mutating func packed<Message>(
    _ field: UInt8,
    _ message: UnsafeMutablePointer<Message>,
    with arena: Arena
  ) {
    var bytes: [UInt8] = []
    Packing.pack(message.asMessage, appendingTo: &bytes)
    arena.reset()
    anyBytes(field, bytes)
  }
}
