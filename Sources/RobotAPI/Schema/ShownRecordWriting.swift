import RobotModel

extension FieldWriter {
  /// `robots.v1.Record`, with its etag and, of an item, its visit.
  mutating func shownRecord(_ record: Record) {
    text(1, record.key.entityType)
    text(2, record.key.id)
    namedValues(3, record.fields)
    if let place = record.place {
      text(4, place.pipeline)
      text(5, place.stage)
    }
    text(6, record.etag)
    timestamp(7, record.createTime)
    timestamp(8, record.updateTime)
    text(9, record.visit.text)
    timestamp(10, record.stageEnterTime)
  }
}
