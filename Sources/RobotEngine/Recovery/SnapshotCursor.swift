package import RobotModel

// A snapshot while changes go on
//
// Every fact carries a whole row. So the rows can be written in any number of steps: what changes
// between two steps is in the journal from the snapshot's beginning on, and replaying that journal
// over the snapshot gives the exact state, whether a row was written before or after its change.
//
// Rows that were made after the beginning are left out: the journal has them, and what they name
// may lie behind the cursor already.
//
// Nothing is swept meanwhile: what the journal says of a row must find the rows that it names.

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
      let newest = calendars.history.newestVersion(of: id)
      let isDeleted = calendars[id] == nil
      definitions += calendars.history.versions(of: id).map {
        .calendar($0, isDeleted: isDeleted && $0.version == newest)
      }
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
      let newest = triggers.history.newestVersion(of: id)
      let isDeleted = triggers.trigger(id) == nil
      definitions += triggers.history.versions(of: id).map {
        .trigger($0, isDeleted: isDeleted && $0.version == newest)
      }
    }
    definitions += engine.store.applications.rows.map { .robotApplication($0.application) }
    definitions += engine.calendarChanges.map { .calendarProgress($0.progress) }
    definitions += engine.linkChanges.map { .linkProgress(engine.progress(of: $0)) }
  }

  /// Gives the next fact; false when all have been given.
  package func giveNext(to sink: any FactSink) -> Bool {
    while part != .done {
      next = nextKeptPlace
      if next >= endIndex {
        advance()
      } else {
        defer { next += 1 }
        if giveFact(at: next, to: sink) { return true }
      }
    }
    return false
  }

  /// The next place behind chunks whose rows have all been swept.
  private var nextKeptPlace: UInt32 {
    switch part {
    case .visits: engine.store.visits.placeInKeptChunk(from: next)
    case .runs: engine.store.runs.placeInKeptChunk(from: next)
    case .history: engine.store.history.placeInKeptChunk(from: next)
    case .definitions, .robots, .records, .remembered, .holds, .done: next
    }
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
  private func giveLateVersion(ofRun slot: Slot<RunRow>, to sink: any FactSink) {
    let version = engine.store.runs[slot].version
    guard version.rawValue >= firstLateVersion else { return }
    sink.put(engine.store.robots.fact(at: version))
  }

  /// Gives the fact of a row; false for a row that is left out.
  private func giveFact(at index: UInt32, to sink: any FactSink) -> Bool {
    switch part {
    case .definitions:
      sink.put(definitions[Int(index)])
    case .robots:
      sink.put(engine.store.robots.fact(at: RobotVersionSlot(rawValue: index)))
    case .records:
      let slot = Slot<RecordRow>(index: index)
      guard engine.store.records[slot].number <= lastNumber else { return false }
      sink.put(engine.store.recordView(slot))
    case .visits:
      let slot = Slot<VisitRow>(index: index)
      guard engine.store.visits[slot].number <= lastNumber, !engine.store.visits[slot].isBlank
      else { return false }
      sink.put(engine.store.visitView(slot))
    case .runs:
      let slot = Slot<RunRow>(index: index)
      guard engine.store.runs[slot].number <= lastNumber, !engine.store.runs[slot].isBlank
      else { return false }
      giveLateVersion(ofRun: slot, to: sink)
      engine.store.give(slot, to: sink)
    case .history:
      let slot = Slot<HistoryRow>(index: index)
      guard engine.store.history[slot].sequence <= lastHistorySequence,
        !engine.store.history[slot].isBlank
      else { return false }
      engine.store.give(slot, to: sink)
    case .remembered:
      guard let request = engine.store.remembered.request(at: index) else { return false }
      sink.put(.rememberedRequest(request))
    case .holds:
      let record = engine.store.holds.record(at: index)
      guard record.isSome, engine.store.records[record].number <= lastNumber else { return false }
      sink.put(.itemHold(engine.store.holdView(record)))
    case .done:
      return false
    }
    return true
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
