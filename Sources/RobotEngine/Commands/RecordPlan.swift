import RobotModel

/// What a put or a move asks for, checked against the schema and ready to be done.
struct RecordPlan {
  /// In the order of the fields' numbers.
  var changes: [StoredChange] = []
  /// Where the item goes; nil for where it stands.
  var stage: StageSlot?
}

/// The paths of a request's parts, for violations.
struct RequestPaths {
  let prefix: String

  /// PutRecord holds the record in a message of its own.
  static let put = RequestPaths(prefix: "record.")

  /// MoveItem names its parts itself.
  static let move = RequestPaths(prefix: "")
}

extension Engine {
  /// The entity type that a request names.
  func requireEntityType(_ id: String) throws(RequestError) -> EntityTypeSlot {
    guard let slot = store.schema.slot(ofEntityType: id) else {
      throw .notFound("entity type", id)
    }
    return slot
  }

  /// Checks a put against the schema alone: what is wrong with the request, all of it at once.
  func plan(
    _ command: PutRecord,
    type: EntityTypeSlot,
    present: StageSlot
  ) throws(RequestError) -> RecordPlan {
    var plan = RecordPlan()
    var violations = Violations()
    var changes = command.changes
    var (pipeline, stage) = (command.pipeline, command.stage)
    if !command.mask.isEmpty {
      let mask = RecordMask(command.mask, &violations)
      changes = mask.changes(from: changes)
      if !mask.hasPipeline { pipeline = "" }
      if !mask.hasStage { stage = "" }
    }
    if !command.key.id.isEmpty, let problem = IdentifierForm.problem(of: command.key.id) {
      violations.add("record.id", problem)
    }
    plan.changes.reserveCapacity(changes.count)
    for index in changes.indices { addChange(changes[index], of: type, to: &plan, &violations) }
    checkEventTime(command.eventTime, &violations)
    plan.stage = target(
      pipeline: pipeline,
      stage: stage,
      type: type,
      present: present,
      .put,
      &violations
    )
    try violations.throwIfAny()
    plan.changes.sort { $0.number < $1.number }
    return plan
  }

  private func addChange(
    _ change: FieldChange,
    of type: EntityTypeSlot,
    to plan: inout RecordPlan,
    _ violations: inout Violations
  ) {
    let number = store.schema.number(ofField: change.name, in: type)
    if let number, let value = change.value,
      store.schema.form(of: number, in: type)?.stores(value) ?? false
    {
      plan.changes.append(StoredChange(number, value))
      return
    }
    guard let number, let field = store.schema.field(number, of: type) else {
      let names = store.schema.definition(of: type)?.fields.map(\.id) ?? []
      violations.add(
        "record.fields.\(change.name)",
        "there is no such field of \(store.schema.id(of: type))"
          + Suggestion.phrase(for: change.name, among: names)
      )
      return
    }
    do {
      let value = try change.value.flatMap { value throws(ValueProblem) in
        try stored(value, in: field)
      }
      plan.changes.append(StoredChange(number, value))
    } catch {
      violations.add("record.fields.\(change.name)\(error.member)", error.description)
    }
  }

  /// The value in the form in which a record's field stores it; nil if it holds nothing.
  ///
  /// A record's time zone decides when its robots act, so it must be one (S-24).
  /// - Throws: `ValueProblem` naming what would be right.
  func stored(_ value: FieldValue, in field: Field) throws(ValueProblem) -> FieldValue? {
    let stored = try FieldChecker(schema: store.schema).stored(value, in: field)
    if field.id == "time_zone", case .text(let name)? = stored, zone(named: name) == nil {
      throw ValueProblem(
        "is \(quoted(name)), no time zone of this system; expected a name such as Europe/Warsaw"
      )
    }
    return stored
  }

  /// The stage that a request names, in the present pipeline where it names none.
  func target(
    pipeline: String,
    stage: String,
    type: EntityTypeSlot,
    present: StageSlot,
    _ paths: RequestPaths,
    _ violations: inout Violations
  ) -> StageSlot? {
    let isPlaced = present != .none
    let typeID = store.schema.id(of: type)
    guard store.schema.hasStages(type) else {
      if !stage.isEmpty || !pipeline.isEmpty {
        violations.add(
          paths.prefix + (stage.isEmpty ? "pipeline" : "stage"),
          "records of \(typeID) stand in no stage; expected none"
        )
      }
      return nil
    }
    if stage.isEmpty, pipeline.isEmpty, isPlaced { return nil }
    let presentPipeline = isPlaced ? store.schema.key(of: present).pipeline : ""
    let pipelineID = pipeline.isEmpty ? presentPipeline : pipeline
    let key = StageKey(entityType: typeID, pipeline: pipelineID, stage: stage)
    if let slot = store.schema.slot(ofStage: key) { return slot }
    guard let found = store.schema.pipeline(PipelineKey(entityType: typeID, id: pipelineID)) else {
      let known = store.schema.pipelineIDs(ofEntityType: typeID)
      let problem =
        pipelineID.isEmpty
        ? "a new \(typeID) needs a pipeline" : "there is no pipeline \(quoted(pipelineID))"
      violations.add(
        paths.prefix + "pipeline",
        problem + Suggestion.phrase(for: pipelineID, among: known)
      )
      return nil
    }
    if stage.isEmpty, pipelineID == presentPipeline { return nil }
    let problem =
      stage.isEmpty
      ? "a stage of pipeline \"\(pipelineID)\" is needed"
      : "there is no stage \(quoted(stage)) in pipeline \"\(pipelineID)\""
    violations.add(
      paths.prefix + "stage",
      problem + Suggestion.phrase(for: stage, among: found.stages.map(\.id))
    )
    return nil
  }

  /// Refuses an event that lies too far ahead (S-1).
  func checkEventTime(
    _ eventTime: Instant?,
    at path: String = "event_time",
    _ violations: inout Violations
  ) {
    guard let eventTime else { return }
    if eventTime > time.adding(milliseconds: Limits.eventAheadMilliseconds) {
      violations.add(
        path,
        "is \(eventTime), more than five minutes ahead of the service's time \(time)"
      )
    }
  }

  /// When an item enters its next stage: the event's time, but not before its last change of stage.
  func entryTime(of record: Slot<RecordRow>, eventTime: Instant?) -> Instant {
    let newest = store.records[record].newestVisit
    guard newest.isSome else { return eventTime ?? time }
    let last = store.visits[newest].leaveTime.instant ?? store.visits[newest].enterTime
    return max(eventTime ?? time, last)
  }
}

/// The paths of a put's mask.
private struct RecordMask {
  private var fields: [String] = []
  private(set) var hasPipeline = false
  private(set) var hasStage = false

  init(_ paths: [String], _ violations: inout Violations) {
    for path in paths {
      switch path {
      case "pipeline": hasPipeline = true
      case "stage": hasStage = true
      default:
        if path.hasPrefix("fields."), path.utf8.count > "fields.".utf8.count {
          fields.append(String(path.dropFirst("fields.".count)))
        } else {
          violations.add(
            "update_mask",
            "\(quoted(path)) cannot be changed; expected fields.NAME, pipeline or stage"
          )
        }
      }
    }
  }

  /// What the mask names: with the given value, or cleared where none is given.
  func changes(from given: [FieldChange]) -> [FieldChange] {
    fields.map { name in
      given.first { $0.name == name } ?? FieldChange(name: name, value: nil)
    }
  }
}
