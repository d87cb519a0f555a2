import RobotModel

extension StorageReader {
  /// `robots.storage.v1.HistoryEntry`, in its parts.
  mutating func historyEntry() throws(FactError) -> FactList.HistoryParts {
    var message = try message()
    var entry = FactList.HistoryParts(
      HistoryNumbers(
        sequence: 0,
        time: .epoch,
        kind: .created,
        reason: nil,
        run: .none,
        visit: .none
      ),
      of: RecordKey(entityType: "", id: "")
    )
    var (oldPlace, newPlace) = (Place(), Place())
    var detail: Detail?
    while let field = try message.next() {
      switch field {
      case 1: entry.numbers.sequence = try message.number()
      case 2: entry.numbers.time = try message.instant()
      case 3: entry.record.entityType = try message.text()
      case 4: entry.record.id = try message.text()
      case 5: entry.numbers.kind = try message.choice(HistoryKind.self)
      case 6: entry.actingUser = try message.text()
      case 7: entry.robot = try message.text()
      case 8: entry.numbers.run = try message.storeNumber()
      case 9: entry.numbers.visit = try message.storeNumber()
      case 13: oldPlace.pipeline = try message.text()
      case 14: oldPlace.stage = try message.text()
      case 15: newPlace.pipeline = try message.text()
      case 16: newPlace.stage = try message.text()
      case 17: entry.numbers.reason = try message.choice(Reason.self)
      case 10, 11, 12, 18, 20, 21: try message.read(field, of: &detail)
      default: try message.skip()
      }
    }
    entry.oldPlace = oldPlace.key(entry.record.entityType)
    entry.newPlace = newPlace.key(entry.record.entityType)
    entry.detail = detail?.object
    return entry
  }

  /// Where an item stood, as it is read.
  private struct Place {
    var pipeline = ""
    var stage = ""

    func key(_ entityType: String) -> StageKey? {
      if pipeline.isEmpty, stage.isEmpty { return nil }
      return StageKey(entityType: entityType, pipeline: pipeline, stage: stage)
    }
  }

  /// What only some kinds of entries have, as it is read.
  private struct Detail {
    var field = ""
    var oldValue: FieldValue?
    var newValue: FieldValue?
    var text = ""
    var trigger = ""
    var event: EventTrace?

    var object: HistoryDetail {
      HistoryDetail(
        field: field,
        oldValue: oldValue,
        newValue: newValue,
        text: text,
        cause: HistoryDetail.Cause(trigger: trigger, event: event)
      )
    }
  }

  private mutating func read(_ field: UInt64, of detail: inout Detail?) throws(FactError) {
    var read = detail.take() ?? Detail()
    switch field {
    case 10: read.field = try text()
    case 11: read.oldValue = try value()
    case 12: read.newValue = try value()
    case 18: read.text = try text()
    case 20: read.trigger = try text()
    default: read.event = try eventTrace()
    }
    detail = read
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
