import RobotAPI
import RobotModel

/// Passes facts on to the codec and notes which items they are about.
final class ObservedFacts: FactSink {
  let codec: FactCodec
  private var items: [String] = []
  /// Whose each record, and each visit, is; there are few.
  private var names: [StoreNumber: String] = [:]

  init(_ codec: FactCodec) {
    self.codec = codec
  }

  /// The items that were touched since the last time, in the order of their names.
  func takeItems() -> [String] {
    defer { items = [] }
    return items.sorted()
  }

  func put(_ fact: Fact) {
    if case .itemHold(let hold) = fact { note(hold.record) }
    codec.put(fact)
  }

  func put(_ record: Record) {
    names[record.number] = record.key.id
    note(record.number)
    codec.put(record)
  }

  func put(_ visit: Visit) {
    names[visit.number] = names[visit.record]
    note(visit.record)
    codec.put(visit)
  }

  func put(_ run: RunNumbers, ofRobot robot: String) {
    note(run.visit)
    codec.put(run, ofRobot: robot)
  }

  func put(_ run: RunNumbers, ofRobot robot: String, _ detail: borrowing RunDetail) {
    note(run.visit)
    codec.put(run, ofRobot: robot, detail)
  }

  func put(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {
    codec.put(
      entry,
      of: record,
      by: user,
      robot: robot,
      from: oldPlace,
      to: newPlace,
      detail
    )
  }

  /// Learns whose the rows of a store are that was read back.
  func learn(_ fact: Fact) {
    switch fact {
    case .record(let record): names[record.number] = record.key.id
    case .visit(let visit): names[visit.number] = names[visit.record]
    case .store, .entityType, .removedEntityType, .pipeline, .removedPipeline, .robotVersion,
      .removedRobot, .removedRecord, .removedVisit, .run, .removedRun, .historyEntry,
      .removedHistoryEntry, .rememberedRequest, .pause, .itemHold, .calendar, .removedCalendar,
      .trigger, .removedTrigger, .robotApplication, .calendarProgress, .linkProgress:
      break
    }
  }

  private func note(_ number: StoreNumber) {
    if let name = names[number], !items.contains(name) { items.append(name) }
  }
}
