import RobotModel

// Which records a simulation has
//
// Not the store's million: the item and its documents, whatever the script names, the items of the
// clients that its events concern, what robots of the item's type put into fields, and the whole
// directory. With each comes what it refers to, directly or through others. A record that only a
// rendered text names is not among them.

/// The records that a simulation's item, script and robots can come to.
struct SimulatedRecords {
  private let engine: Engine
  private let item: Slot<RecordRow>
  private var seen: Set<UInt32> = []
  private var found: [Slot<RecordRow>] = []

  /// Finds the records for an item and a script.
  ///
  /// - Parameter item: `none` for an item that is yet to be made.
  /// - Throws: `RESOURCE_EXHAUSTED` where there are more than a simulation takes.
  init(
    of engine: Engine,
    item: Slot<RecordRow>,
    script: Simulate
  ) throws(RequestError) {
    self.engine = engine
    self.item = item
    add(item)
    if item.isSome {
      for type in DocumentType.allCases {
        for document in engine.store.documents(type, of: item) { add(document) }
      }
    }
    add(script.item)
    for event in script.events { add(event.change) }
    for result in script.results { add(result.outcome) }
    addWhatRobotsSet(in: script.item.key.entityType)
    addDirectory()
    try addWhatTheyReferTo()
  }

  /// All of them, in the order of their making.
  var records: [Slot<RecordRow>] {
    found.sorted { engine.store.records[$0].number < engine.store.records[$1].number }
  }

  /// The item's visits, and of other items the one in which they are, in the order of their making.
  var visits: [Slot<VisitRow>] {
    var visits = found.filter { $0 != item }.map { engine.store.records[$0].visit }
    visits.removeAll { !$0.isSome }
    if item.isSome { visits += engine.store.visits(of: item) }
    return visits.sorted { engine.store.visits[$0].number < engine.store.visits[$1].number }
  }

  // MARK: - What is named

  private mutating func add(_ change: SimulatedChange) {
    switch change {
    case .put(let put): add(put)
    case .move(let move): add(move.key)
    case .delete(let delete): add(delete.key)
    case .event(let event):
      for target in event.event.targets { add(target) }
      for value in event.event.payload { add(value.value) }
    }
  }

  private mutating func add(_ put: PutRecord) {
    add(put.key)
    for change in put.changes { if let value = change.value { add(value) } }
  }

  private mutating func add(_ outcome: ActionOutcome) {
    if case .success(let outputs) = outcome { for output in outputs { add(output.value) } }
  }

  private mutating func add(_ target: EventTarget) {
    switch target {
    case .item(let key): add(key)
    case .client(let client):
      if case .record(let key) = client.identity { add(key) }
      let naming = engine.store.clients.records(
        naming: Client(client.identity),
        atMost: Limits.recordsPerClient
      )
      for record in naming where !engine.store.records[record].isDeleted { add(record) }
      for record in engine.openItems(of: client) ?? [] { add(record) }
      for field in client.newLead?.fields ?? [] { add(field.value) }
    }
  }

  private mutating func addWhatRobotsSet(in type: String) {
    for row in engine.store.robots.robots.indices where !engine.store.robots.robots[row].isDeleted {
      let version = engine.store.robots.newest(RobotSlot(rawValue: UInt32(row)))
      let robot = engine.store.robots[version].robot
      guard robot.place.entityType == type else { continue }
      for parameter in robot.parameters where FieldAssignment(parameter.name) != nil {
        add(parameter.value)
      }
    }
  }

  private mutating func addDirectory() {
    let users = engine.store.schema.slot(ofEntityType: PredefinedTypes.user.id)
    guard let users else { return }
    var user = engine.store.schema.firstRecord(of: users)
    while user.isSome {
      add(user)
      user = engine.store.records[user].nextOfType
    }
  }

  private mutating func addWhatTheyReferTo() throws(RequestError) {
    var next = 0
    while next < found.count {
      guard found.count <= Limits.simulatedRecords else {
        throw .limit(
          "simulated_records",
          Limits.simulatedRecords,
          "the item, the script and the directory refer to more records"
        )
      }
      for field in engine.store.records[found[next]].fields { add(field.value) }
      next += 1
    }
  }

  // MARK: - One at a time

  private mutating func add(_ value: FieldValue) {
    switch value {
    case .reference(let key): add(key)
    case .list(let members): for member in members { add(member) }
    case .text, .boolean, .integer, .decimal, .money, .date, .timestamp: break
    }
  }

  private mutating func add(_ key: RecordKey) {
    if let record = engine.store.liveRecord(key) { add(record) }
  }

  private mutating func add(_ record: Slot<RecordRow>) {
    if record.isSome, seen.insert(record.index).inserted { found.append(record) }
  }
}
