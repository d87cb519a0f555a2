import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.HistoryEntry`.
  mutating func historyEntry(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {
    number(1, entry.sequence)
    number(2, entry.time.millisecondsSinceEpoch)
    text(3, record.entityType)
    text(4, record.id)
    number(5, UInt64(entry.kind.rawValue))
    text(6, user)
    text(7, robot)
    number(8, entry.run.rawValue)
    number(9, entry.visit.rawValue)
    if let detail { change(detail) }
    if let oldPlace {
      text(13, oldPlace.pipeline)
      text(14, oldPlace.stage)
    }
    if let newPlace {
      text(15, newPlace.pipeline)
      text(16, newPlace.stage)
    }
    number(17, UInt64(entry.reason?.rawValue ?? 0))
    if let detail { words(detail) }
  }

  private mutating func change(_ detail: HistoryDetail) {
    text(10, detail.field)
    value(11, detail.oldValue)
    value(12, detail.newValue)
  }

  private mutating func words(_ detail: HistoryDetail) {
    text(18, detail.text)
    if let cause = detail.cause {
      text(20, cause.trigger)
      if let event = cause.event { message(21) { $0.eventTrace(event) } }
    }
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
