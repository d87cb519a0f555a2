import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.Record`; when an item entered its stage is told by its visit.
  mutating func record(_ record: Record) {
    number(1, record.number.rawValue)
    text(2, record.key.entityType)
    text(3, record.key.id)
    namedValues(4, record.fields)
    if let place = record.place {
      text(5, place.pipeline)
      text(6, place.stage)
    }
    number(7, record.revision)
    number(8, record.createTime.millisecondsSinceEpoch)
    number(9, record.updateTime.millisecondsSinceEpoch)
    number(10, record.visit.rawValue)
    flag(11, record.isDeleted)
    text(12, record.source)
  }

  /// `robots.storage.v1.Visit`.
  mutating func visit(_ visit: Visit) {
    number(1, visit.number.rawValue)
    number(2, visit.record.rawValue)
    text(3, visit.pipeline)
    text(4, visit.stage)
    number(5, visit.enterTime.millisecondsSinceEpoch)
    optionalNumber(6, visit.leaveTime?.millisecondsSinceEpoch)
    namedValues(7, visit.entryValues)
    for place in visit.automatedMoves {
      message(8) { writer in
        writer.text(1, place.entityType)
        writer.text(2, place.pipeline)
        writer.text(3, place.stage)
      }
    }
  }
}
