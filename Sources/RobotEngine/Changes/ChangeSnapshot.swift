package import RobotModel

/// The store as it is, as changes: where one begins who has not been told of anything yet.
///
/// First entity types, pipelines, rules, applications and pauses, then all records that are not
/// deleted, and their visits, runs and history as far as they are kept, from one turn to the next.
/// What changes meanwhile may be in it or not; the changes from its beginning on make the state
/// exact.
package final class ChangeSnapshot {
  private enum Part {
    case definitions, records, visits, runs, history, done
  }

  private let engine: Engine
  private let filter: ChangeFilter
  private let definitions: [Fact]
  private var part = Part.definitions
  private var next: UInt32 = 0

  init(_ engine: Engine, _ filter: ChangeFilter) {
    self.engine = engine
    self.filter = filter
    definitions = engine.presentDefinitions
    leaveEndedParts()
  }

  /// Whether everything was given.
  package var isAtEnd: Bool { part == .done }

  /// The next change, or nil for a row that is passed over; not to be called at the end.
  package func nextChange() -> Change? {
    defer {
      next += 1
      leaveEndedParts()
    }
    return fact(at: next).flatMap { engine.changes(in: [$0], filter).first }
  }

  private func leaveEndedParts() {
    while part != .done, next >= endIndex {
      next = 0
      switch part {
      case .definitions: part = .records
      case .records: part = .visits
      case .visits: part = .runs
      case .runs: part = .history
      case .history, .done: part = .done
      }
    }
  }

  /// Where the part ends; nothing of a kind is looked at that the filter does not take.
  private var endIndex: UInt32 {
    let store = engine.store
    return switch part {
    case .definitions: UInt32(definitions.count)
    case .records: filter.takes(.record) ? store.records.endIndex : 0
    case .visits: filter.takes(.visit) ? store.visits.endIndex : 0
    case .runs: filter.takes(.run) ? store.runs.endIndex : 0
    case .history: filter.takes(.history) ? store.history.endIndex : 0
    case .done: 0
    }
  }

  /// What the part has at an index; nil for a row that is not kept, or of a deleted record.
  private func fact(at index: UInt32) -> Fact? {
    let store = engine.store
    switch part {
    case .definitions:
      return definitions[Int(index)]
    case .records:
      let record = Slot<RecordRow>(index: index)
      return isThere(record) ? .record(store.recordView(record)) : nil
    case .visits:
      let visit = Slot<VisitRow>(index: index)
      guard !store.visits[visit].isBlank, isThere(store.visits[visit].record) else { return nil }
      return .visit(store.visitView(visit))
    case .runs:
      let run = Slot<RunRow>(index: index)
      guard !store.runs[run].isBlank, isThere(store.visits[store.runs[run].visit].record)
      else { return nil }
      return .run(store.runFact(run))
    case .history:
      let entry = Slot<HistoryRow>(index: index)
      guard !store.history[entry].isBlank, isThere(store.history[entry].record) else { return nil }
      return .historyEntry(store.entryView(entry))
    case .done:
      return nil
    }
  }

  private func isThere(_ record: Slot<RecordRow>) -> Bool {
    engine.store.records[record].number != .none && !engine.store.records[record].isDeleted
  }
}

extension Engine {
  /// The store as it now is, as changes that a filter takes.
  ///
  /// Whoever asks for it notes the place in the journal now: the changes from there on follow it.
  package func makeChangeSnapshot(_ filter: ChangeFilter) -> ChangeSnapshot {
    ChangeSnapshot(self, filter)
  }

  /// The definitions in force, the applications that are kept and the pauses that last.
  fileprivate var presentDefinitions: [Fact] {
    var facts: [Fact] = []
    for type in store.schema.entityTypes.compactMap(\.definition) {
      facts.append(.entityType(type))
      for id in store.schema.pipelineIDs(ofEntityType: type.id) {
        let key = PipelineKey(entityType: type.id, id: id)
        if let pipeline = store.schema.pipeline(key) { facts.append(.pipeline(pipeline)) }
      }
    }
    facts += store.calendars.history.ids.compactMap { store.calendars[$0]?.calendar }
      .map { .calendar($0, isDeleted: false) }
    for index in store.robots.robots.indices where !store.robots.robots[index].isDeleted {
      let newest = store.robots.newest(RobotSlot(rawValue: UInt32(index)))
      facts.append(.robotVersion(store.robots[newest].robot, isDeleted: false))
    }
    facts += store.triggers.history.ids.compactMap { store.triggers.trigger($0) }
      .map { .trigger($0, isDeleted: false) }
    facts += store.applications.rows.map { .robotApplication($0.application) }
    facts += store.holds.kept.filter { $0.endTime == nil }.map { .pause($0) }
    return facts
  }
}
