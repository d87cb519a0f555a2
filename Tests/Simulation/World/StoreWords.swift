import RobotEngine
import RobotModel
import TestSupport

/// What an engine's store holds, in the words of the model.
struct StoreWords {
  private var records: [Record] = []
  /// By record, and by visit.
  private var visits: [StoreNumber: [Visit]] = [:]
  private var runs: [StoreNumber: [Run]] = [:]
  private var entries: [HistoryEntry] = []
  private var holds: [ItemHold] = []

  /// Reads the whole store, as a snapshot would.
  init(_ engine: Engine) {
    let cursor = engine.makeSnapshotCursor()
    while true {
      let facts = cursor.nextFacts(count: 256)
      if facts.isEmpty { return }
      for fact in facts { take(fact) }
    }
  }

  private mutating func take(_ fact: Fact) {
    switch fact {
    case .record(let record): records.append(record)
    case .visit(let visit): visits[visit.record, default: []].append(visit)
    case .run(let run): runs[run.visit, default: []].append(run)
    case .historyEntry(let entry): entries.append(entry)
    case .itemHold(let hold): holds.append(hold)
    case .store, .entityType, .removedEntityType, .pipeline, .removedPipeline, .robotVersion,
      .removedRobot, .removedRecord, .removedVisit, .removedRun, .removedHistoryEntry,
      .rememberedRequest, .pause, .calendar, .removedCalendar, .trigger, .removedTrigger,
      .robotApplication, .calendarProgress, .linkProgress:
      break
    }
  }

  /// The state of some items, a line for each item, visit, run and text that was logged.
  func lines(of items: [String]) -> [String] {
    items.flatMap { id in records.first { $0.key.id == id }.map(lines) ?? [] }
  }

  /// The contacts that were made, a line for each.
  func lines(ofContacts contacts: [String]) -> [String] {
    contacts.compactMap { id in
      records.first { $0.key == SimulatedRules.key(contact: id) }.map { record in
        let birthday = date(of: record, in: SimulatedRules.birthdayField)
        return "\(id) \(record.isDeleted ? "gone" : birthday)"
      }
    }
  }

  /// The number of a run that is there.
  func number(of place: RunPlace) -> StoreNumber {
    let id = History.items[place.item]
    let visits = records.first { $0.key.id == id }.map(visits(of:)) ?? []
    return runs(of: visits[place.visit])[place.run].number
  }

  private func visits(of record: Record) -> [Visit] {
    visits[record.number, default: []].sorted { $0.number < $1.number }
  }

  private func runs(of visit: Visit) -> [Run] {
    runs[visit.number, default: []].sorted { $0.number < $1.number }
  }

  private func lines(of record: Record) -> [String] {
    var lines = ["\(record.key.id) \(record.isDeleted ? "gone" : record.place?.stage ?? "gone")"]
    if !record.isDeleted {
      let date = date(of: record, in: SimulatedRules.dateField)
      lines[0] += " \(number(of: record)) \(date) \(contact(of: record))"
    }
    if let hold = holds.first(where: { $0.record == record.number }) {
      if hold.pauseTime != nil { lines[0] += " paused" }
      if hold.breakTime != nil { lines[0] += " stopped" }
    }
    for visit in visits(of: record) {
      let moves = visit.automatedMoves.map(\.stage).joined(separator: ",")
      let leave = visit.leaveTime.map { "\($0.millisecondsSinceEpoch)" } ?? ""
      lines.append(
        "  \(visit.stage) \(visit.enterTime.millisecondsSinceEpoch)-\(leave) \(moves)"
      )
      lines += runs(of: visit).map { "    " + Self.words(of: $0) }
    }
    let logged = entries.filter { $0.kind == .logged && $0.record == record.key }
    return lines + logged.sorted { $0.sequence < $1.sequence }.map { "  log \($0.text)" }
  }

  private static func words(of run: Run) -> String {
    let times = [run.dueTime, run.notBeforeTime, run.startTime, run.finishTime].map { time in
      time.map { "\($0.millisecondsSinceEpoch)" } ?? "-"
    }
    return "\(run.robot) v\(run.robotVersion) "
      + "#\(OccurrenceNumber(rawValue: run.occurrence).text) "
      + "\(run.state.word) \(run.reason?.name ?? "") "
      + times.joined(separator: " ")
  }

  private func number(of record: Record) -> Int64 {
    for field in record.fields where field.name == SimulatedRules.numberField {
      if case .integer(let number) = field.value { return number }
    }
    return 0
  }

  private func contact(of record: Record) -> String {
    for field in record.fields where field.name == SimulatedRules.linkField {
      if case .list(let links) = field.value, case .reference(let key)? = links.first {
        return key.id
      }
    }
    return "-"
  }

  private func date(of record: Record, in name: String) -> String {
    for field in record.fields where field.name == name {
      if case .date(let date) = field.value { return "\(date.daysSinceEpoch)" }
    }
    return "-"
  }
}

extension RunState {
  /// Written out: the store is read after every step, and reflection takes long.
  fileprivate var word: String {
    switch self {
    case .waiting: "WAITING"
    case .ready: "READY"
    case .dispatched: "DISPATCHED"
    case .succeeded: "SUCCEEDED"
    case .failed: "FAILED"
    case .skipped: "SKIPPED"
    case .cancelled: "CANCELLED"
    }
  }
}
