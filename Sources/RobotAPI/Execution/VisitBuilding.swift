import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A visit of the item.
  func visit(_ visit: Visit, of item: RecordKey) -> UnsafeMutablePointer<Robots__V1__Visit> {
    let message = message(robots__v1__visit__init)
    message.pointee.id = text(visit.number.text)
    message.pointee.entity_type = text(item.entityType)
    message.pointee.item_id = text(item.id)
    message.pointee.pipeline = text(visit.pipeline)
    message.pointee.stage = text(visit.stage)
    message.pointee.enter_time = timestamp(visit.enterTime)
    message.pointee.leave_time = timestamp(visit.leaveTime)
    return message
  }
}
