import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.HistoryEntry`.
  mutating func historyEntry(_ entry: HistoryEntry) {
    number(1, entry.sequence)
    number(2, entry.time.millisecondsSinceEpoch)
    text(3, entry.record.entityType)
    text(4, entry.record.id)
    number(5, UInt64(entry.kind.rawValue))
    text(6, entry.actingUser)
    text(7, entry.robot)
    number(8, entry.run.rawValue)
    number(9, entry.visit.rawValue)
    text(10, entry.field)
    value(11, entry.oldValue)
    value(12, entry.newValue)
    text(13, entry.oldPipeline)
    text(14, entry.oldStage)
    text(15, entry.newPipeline)
    text(16, entry.newStage)
    number(17, UInt64(entry.reason?.rawValue ?? 0))
    text(18, entry.text)
    text(20, entry.trigger)
    if let event = entry.event { message(21) { $0.eventTrace(event) } }
  }

  private mutating func eventTrace(_ event: EventTrace) {
    text(1, event.id)
    text(2, event.type)
    text(3, event.subject)
    for candidate in event.candidates {
      message(4) { writer in
        writer.text(1, candidate.trigger)
        writer.text(2, candidate.stage)
        writer.number(3, UInt64(candidate.reason?.rawValue ?? 0))
      }
    }
    flag(5, event.isTold)
  }
}
