package import RobotModel

/// The store as it is, as changes: where one begins who has not been told of anything yet.
///
/// First entity types, pipelines, rules and pauses, then all records that are not deleted, from one
/// turn to the next. What changes meanwhile may be in it or not; the changes from its beginning on
/// make the state exact.
package final class ChangeSnapshot {
  private let engine: Engine
  private let filter: ChangeFilter
  private var definitions: [Fact]
  private var nextDefinition = 0
  private var nextRecord: UInt32 = 0

  init(_ engine: Engine, _ filter: ChangeFilter) {
    self.engine = engine
    self.filter = filter
    definitions = engine.presentDefinitions
    if !filter.takes(.record) { nextRecord = .max }
  }

  /// Whether everything was given.
  package var isAtEnd: Bool {
    nextDefinition >= definitions.count && nextRecord >= engine.store.records.endIndex
  }

  /// The next change, or nil for a row that is passed over; not to be called at the end.
  package func next() -> Change? {
    if nextDefinition < definitions.count {
      defer { nextDefinition += 1 }
      return engine.changes(in: [definitions[nextDefinition]], filter).first
    }
    let slot = Slot<RecordRow>(index: nextRecord)
    nextRecord += 1
    let row = engine.store.records[slot]
    guard row.number != .none, !row.isDeleted,
      filter.takes(.record, of: engine.store.schema.id(of: row.entityType))
    else { return nil }
    return .record(RecordChange(record: engine.store.recordView(slot)))
  }
}

extension Engine {
  /// The store as it now is, as changes that a filter takes.
  ///
  /// Whoever asks for it notes the place in the journal now: the changes from there on follow it.
  package func makeChangeSnapshot(_ filter: ChangeFilter) -> ChangeSnapshot {
    ChangeSnapshot(self, filter)
  }

  /// The definitions in force and the pauses that last.
  fileprivate var presentDefinitions: [Fact] {
    var facts: [Fact] = []
    for type in store.schema.entityTypes.compactMap(\.definition) {
      facts.append(.entityType(type))
      for id in store.schema.pipelineIDs(ofEntityType: type.id) {
        let key = PipelineKey(entityType: type.id, id: id)
        if let pipeline = store.schema.pipeline(key) { facts.append(.pipeline(pipeline)) }
      }
    }
    facts += store.calendars.history.ids.compactMap { id in
      store.calendars[id] == nil
        ? nil : store.calendars.history.versions(of: id).last.map { .calendar($0) }
    }
    for index in store.robots.robots.indices where !store.robots.robots[index].isDeleted {
      let newest = store.robots.newest(RobotSlot(rawValue: UInt32(index)))
      facts.append(.robotVersion(store.robots[newest].robot, isDeleted: false))
    }
    facts += store.triggers.history.ids.compactMap { store.triggers.trigger($0) }
      .map { .trigger($0) }
    facts += store.holds.kept.filter { $0.endTime == nil }.map { .pause($0) }
    return facts
  }
}
