import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A record with its etag and, of an item, its visit: for lists and boards; where one record is
  /// answered, ``FieldWriter/shownRecord(_:)`` writes it without C messages.
  func record(_ record: Record) -> UnsafeMutablePointer<Robots__V1__Record> {
    let message = message(robots__v1__record__init)
    message.pointee.entity_type = text(record.key.entityType)
    message.pointee.id = text(record.key.id)
    (message.pointee.n_fields, message.pointee.fields) =
      map(record.fields, robots__v1__record__fields_entry__init)
    if let place = record.place {
      message.pointee.pipeline = text(place.pipeline)
      message.pointee.stage = text(place.stage)
    }
    message.pointee.etag = text(record.etag)
    message.pointee.create_time = timestamp(record.createTime)
    message.pointee.update_time = timestamp(record.updateTime)
    message.pointee.visit = text(record.visit.text)
    message.pointee.stage_enter_time = timestamp(record.stageEnterTime)
    return message
  }
}
