import RobotModel

/// Reads for one run: its item and linked records as they are when it is
/// made, its visit, its chain.
struct RunReader: TemplateReader {
  let engine: Engine
  let run: Slot<RunRow>
  private let visit: Slot<VisitRow>
  private let record: Slot<RecordRow>
  private let row: RecordRow

  init(engine: Engine, run: Slot<RunRow>) {
    self.engine = engine
    self.run = run
    visit = engine.store.runs[run].visit
    record = engine.store.visits[visit].record
    row = engine.store.records[record]
  }

  func value(at path: FieldPath) -> FieldValue? {
    engine.store.value(at: path, of: row)
  }

  func entryValue(of field: FieldNumber) -> FieldValue? {
    engine.store.visits[visit].detail?.entryValues[field]
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
    let row = engine.store.runs[run]
    switch property {
    case .id: return .text(row.number.text)
    case .visit: return .text(engine.store.visits[row.visit].number.text)
    case .robot: return .text(engine.store.robots[row.version].robot.id)
    case .dueTime: return row.dueTime.instant.map { .timestamp($0) }
    case .enterTime: return .timestamp(engine.store.visits[row.visit].enterTime)
    }
  }

  var schema: SchemaTable { engine.store.schema }

  func user(_ expression: UserExpression) throws(RunFailure) -> String {
    try engine.resolve(expression, of: record)
  }

  var now: Instant { engine.time }

  var zone: ZoneTable { engine.zone(of: run) }
}
