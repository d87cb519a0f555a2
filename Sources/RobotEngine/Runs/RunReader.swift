import RobotModel

/// Reads for one run, or for one that could be: its item and linked records as they are now, its
/// visit, its chain.
struct RunReader: TemplateReader {
  let engine: Engine
  /// `none` for a run that does not exist.
  private let run: Slot<RunRow>
  private let version: RobotVersionSlot
  private let visit: Slot<VisitRow>
  private let record: Slot<RecordRow>

  init(engine: Engine, run: Slot<RunRow>) {
    self.engine = engine
    self.run = run
    version = engine.store.runs[run].version
    visit = engine.store.runs[run].visit
    record = engine.store.visits[visit].record
  }

  /// Reads for a run of a robot's version that would start now.
  init(engine: Engine, version: RobotVersionSlot, visit: Slot<VisitRow>) {
    self.engine = engine
    run = .none
    self.version = version
    self.visit = visit
    record = engine.store.visits[visit].record
  }

  func value(at path: FieldPath) -> FieldValue? {
    // Nearly all paths: what is found otherwise is kept apart, so that these stay quick.
    path.start.isLed
      ? engine.store.value(at: path, of: engine.store.records[record]) : valueFound(at: path)
  }

  @inline(never)
  private func valueFound(at path: FieldPath) -> FieldValue? {
    engine.store.value(at: path, of: engine.store.records[record]) { find($0) }
  }

  /// The document that was chosen for the run, whatever has become of the item's others.
  private func find(_ start: PathStart) -> Slot<RecordRow>? {
    if case .document(let type) = start, run.isSome,
      let id = engine.store.runs[run].detail?.detail[type], !id.isEmpty
    {
      return engine.store.liveRecord(RecordKey(entityType: type.rawValue, id: id))
    }
    return engine.find(start, from: record)
  }

  func entryValue(of field: FieldNumber) -> FieldValue? {
    // A run's were kept when it was made; one that does not exist has none of its own.
    run.isSome
      ? engine.store.visits[visit].detail?.entryValues[field]
      : engine.entryValue(of: field, in: visit)
  }

  func worth(of currency: CurrencyCode) -> DecimalNumber? {
    engine.store.exchangeRates[currency]
  }

  func output(_ output: String, ofRobot robot: String) -> FieldValue? {
    var value: FieldValue?
    for other in engine.store.runs(of: visit) where other != run {
      let row = engine.store.runs[other]
      guard engine.store.robots[row.version].robot.id == robot else { continue }
      value = row.detail?.detail.outputs.first { $0.name == output }?.value ?? value
    }
    return value
  }

  func value(of property: RunProperty) -> FieldValue? {
    switch property {
    case .id: return run.isSome ? .text(engine.store.runs[run].number.text) : nil
    case .visit: return .text(engine.store.visits[visit].number.text)
    case .robot: return .text(engine.store.robots[version].robot.id)
    case .dueTime:
      if !run.isSome { return .timestamp(engine.time) }
      return engine.store.runs[run].dueTime.instant.map { .timestamp($0) }
    case .enterTime: return .timestamp(engine.store.visits[visit].enterTime)
    }
  }

  var schema: SchemaTable { engine.store.schema }

  func user(_ expression: UserExpression) throws(RunFailure) -> String {
    try engine.resolve(expression, of: record)
  }

  var now: Instant { engine.time }

  var zone: ZoneTable { engine.zone(ofVersion: version, for: record) }
}
