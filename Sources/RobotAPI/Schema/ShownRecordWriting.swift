import RobotModel

extension FieldWriter {
  /// `robots.v1.Record`, with its etag and, of an item, its visit.
  mutating func shownRecord(_ record: Record) {
    shownRecord(record, visit: record.visit.text, withFields: true)
  }

  /// The same, with the text of its visit at hand, and with or without what its fields hold.
  mutating func shownRecord(_ record: Record, visit: String, withFields: Bool) {
    text(1, record.key.entityType)
    text(2, record.key.id)
    if withFields { namedValues(3, record.fields) }
    if let place = record.place {
      text(4, place.pipeline)
      text(5, place.stage)
    }
    text(6, record.etag)
    timestamp(7, record.createTime)
    timestamp(8, record.updateTime)
    text(9, visit)
    timestamp(10, record.stageEnterTime)
  }
}
