package import RobotModel

// A snapshot while changes go on
//
// Every fact carries a whole row. So the rows can be written in any number of steps: what changes
// between two steps is in the journal from the snapshot's beginning on, and replaying that journal
// over the snapshot gives the exact state, whether a row was written before or after its change.
//
// Rows that were made after the beginning are left out: the journal has them, and what they name
// may lie behind the cursor already.

/// Goes over all rows of the store, from one turn to the next.
package final class SnapshotCursor {
  private enum Part {
    case definitions, robots, records, visits, runs, history, remembered, holds, done
  }

  private let engine: Engine
  private let lastNumber: StoreNumber
  private let lastHistorySequence: UInt64
  private var definitions: [Fact]
  private var part = Part.definitions
  private var next: UInt32 = 0
  /// Versions of robots from here on were made after the others had been given.
  private var firstLateVersion: UInt32 = 0

  init(_ engine: Engine) {
    self.engine = engine
    lastNumber = engine.store.lastNumber
    lastHistorySequence = engine.store.lastHistorySequence
    definitions = [.store(engine.storeFact)]
    definitions += engine.store.holds.kept.map { .pause($0) }
    let calendars = engine.store.calendars
    for id in calendars.history.ids {
      definitions += calendars.history.versions(of: id).map { .calendar($0) }
      if calendars[id] == nil { definitions.append(.removedCalendar(id)) }
    }
    for type in engine.store.schema.entityTypes.compactMap(\.definition) {
      definitions.append(.entityType(type))
      for id in engine.store.schema.pipelineIDs(ofEntityType: type.id) {
        let key = PipelineKey(entityType: type.id, id: id)
        if let pipeline = engine.store.schema.pipeline(key) {
          definitions.append(.pipeline(pipeline))
        }
      }
    }
    let triggers = engine.store.triggers
    for id in triggers.history.ids {
      definitions += triggers.history.versions(of: id).map { .trigger($0) }
      if triggers.trigger(id) == nil { definitions.append(.removedTrigger(id)) }
    }
    definitions += engine.store.applications.rows.map { .robotApplication($0.application) }
  }

  /// At most `count` more facts, and one; none when all have been given.
  package func nextFacts(count: Int) -> [Fact] {
    var facts: [Fact] = []
    while facts.count < count, part != .done {
      if next >= endIndex {
        advance()
      } else {
        if let fact = fact(at: next) {
          if let version = lateVersion(ofRunIn: fact) { facts.append(version) }
          facts.append(fact)
        }
        next += 1
      }
    }
    return facts
  }

  private var endIndex: UInt32 {
    switch part {
    case .definitions: UInt32(definitions.count)
    case .robots: UInt32(engine.store.robots.versions.count)
    case .records: engine.store.records.endIndex
    case .visits: engine.store.visits.endIndex
    case .runs: engine.store.runs.endIndex
    case .history: engine.store.history.endIndex
    case .remembered: engine.store.remembered.endIndex
    case .holds: engine.store.holds.itemEndIndex
    case .done: 0
    }
  }

  private func advance() {
    next = 0
    switch part {
    case .definitions: part = .robots
    case .robots:
      firstLateVersion = UInt32(engine.store.robots.versions.count)
      part = .records
    case .records: part = .visits
    case .visits: part = .runs
    case .runs: part = .history
    case .history: part = .remembered
    case .remembered: part = .holds
    case .holds, .done: part = .done
    }
  }

  /// A run may have become one of a version that was made meanwhile: that comes before it, since
  /// replay brings it only later.
  private func lateVersion(ofRunIn fact: Fact) -> Fact? {
    guard case .run(let run) = fact,
      let version = engine.store.robots.version(run.robotVersion, of: run.robot),
      version.rawValue >= firstLateVersion
    else { return nil }
    return engine.store.robots.fact(at: version)
  }

  private func fact(at index: UInt32) -> Fact? {
    switch part {
    case .definitions:
      return definitions[Int(index)]
    case .robots:
      return engine.store.robots.fact(at: RobotVersionSlot(rawValue: index))
    case .records:
      let slot = Slot<RecordRow>(index: index)
      return engine.store.records[slot].number <= lastNumber
        ? .record(engine.store.recordView(slot)) : nil
    case .visits:
      let slot = Slot<VisitRow>(index: index)
      return engine.store.visits[slot].number <= lastNumber
        ? .visit(engine.store.visitView(slot)) : nil
    case .runs:
      let slot = Slot<RunRow>(index: index)
      return engine.store.runs[slot].number <= lastNumber ? .run(engine.store.runFact(slot)) : nil
    case .history:
      let slot = Slot<HistoryRow>(index: index)
      return engine.store.history[slot].sequence <= lastHistorySequence
        ? .historyEntry(engine.store.entryView(slot)) : nil
    case .remembered:
      return engine.store.remembered.request(at: index).map { .rememberedRequest($0) }
    case .holds:
      let record = engine.store.holds.record(at: index)
      guard record.isSome, engine.store.records[record].number <= lastNumber else { return nil }
      return .itemHold(engine.store.holdView(record))
    case .done:
      return nil
    }
  }
}

extension Engine {
  /// A cursor over all rows as they are when it comes to them, but for those made from now on.
  ///
  /// Whoever writes the snapshot notes the place in the journal now: replay begins there.
  package func makeSnapshotCursor() -> SnapshotCursor { SnapshotCursor(self) }
}

extension RobotTable {
  /// The fact of a version.
  fileprivate func fact(at slot: RobotVersionSlot) -> Fact {
    let version = self[slot]
    let isDeleted = self[version.slot].isDeleted && newest(version.slot) == slot
    return .robotVersion(version.robot, isDeleted: isDeleted)
  }
}
