import RobotModel

extension StorageReader {
  /// `robots.storage.v1.HistoryEntry`.
  mutating func historyEntry() throws(FactError) -> HistoryEntry {
    var message = try message()
    var entry = HistoryEntry(
      sequence: 0,
      time: .epoch,
      record: RecordKey(entityType: "", id: ""),
      kind: .created,
      actingUser: ""
    )
    while let field = try message.next() {
      switch field {
      case 1: entry.sequence = try message.number()
      case 2: entry.time = try message.instant()
      case 3: entry.record.entityType = try message.text()
      case 4: entry.record.id = try message.text()
      case 5: entry.kind = try message.choice(HistoryKind.self)
      case 6: entry.actingUser = try message.text()
      case 7: entry.robot = try message.text()
      case 8: entry.run = try message.storeNumber()
      case 9: entry.visit = try message.storeNumber()
      case 10: entry.field = try message.text()
      case 11: entry.oldValue = try message.value()
      case 12: entry.newValue = try message.value()
      case 13: entry.oldPipeline = try message.text()
      case 14: entry.oldStage = try message.text()
      case 15: entry.newPipeline = try message.text()
      case 16: entry.newStage = try message.text()
      case 17: entry.reason = try message.choice(Reason.self)
      case 18: entry.text = try message.text()
      case 20: entry.trigger = try message.text()
      case 21: entry.event = try message.eventTrace()
      default: try message.skip()
      }
    }
    return entry
  }

  private mutating func eventTrace() throws(FactError) -> EventTrace {
    var message = try message()
    var event = EventTrace(id: "", type: "", subject: "", isTold: false)
    while let field = try message.next() {
      switch field {
      case 1: event.id = try message.text()
      case 2: event.type = try message.text()
      case 3: event.subject = try message.text()
      case 4: event.candidates.append(try message.triggerCandidate())
      case 5: event.isTold = try message.flag()
      default: try message.skip()
      }
    }
    return event
  }

  private mutating func triggerCandidate() throws(FactError) -> TriggerCandidate {
    var message = try message()
    var candidate = TriggerCandidate(trigger: "", stage: "", reason: nil)
    while let field = try message.next() {
      switch field {
      case 1: candidate.trigger = try message.text()
      case 2: candidate.stage = try message.text()
      case 3: candidate.reason = try message.choice(Reason.self)
      default: try message.skip()
      }
    }
    return candidate
  }
}
