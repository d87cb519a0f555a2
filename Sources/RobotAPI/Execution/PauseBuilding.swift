import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A pause with who began it.
  func pause(_ pause: Pause) -> UnsafeMutablePointer<Robots__V1__Pause> {
    let message = message(robots__v1__pause__init)
    switch pause.scope {
    case .everything: break
    case .pipeline(let key):
      message.pointee.entity_type = text(key.entityType)
      message.pointee.pipeline = text(key.id)
    case .item(let key):
      message.pointee.entity_type = text(key.entityType)
      message.pointee.item_id = text(key.id)
    }
    message.pointee.user = text(pause.user)
    message.pointee.begin_time = timestamp(pause.beginTime)
    message.pointee.reason = Robots__V1__Reason(UInt32(pause.reason.rawValue))
    return message
  }
}
