import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A trigger with its etag and, as an answer shows it, the text form of its condition.
  func trigger(
    _ trigger: Trigger,
    conditionText: String
  ) -> UnsafeMutablePointer<Robots__V1__Trigger> {
    let message = message(robots__v1__trigger__init)
    message.pointee.id = text(trigger.id)
    message.pointee.entity_type = text(trigger.place.entityType)
    message.pointee.pipeline = text(trigger.place.pipeline)
    message.pointee.stage = text(trigger.place.stage)
    message.pointee.position = trigger.position
    message.pointee.display_name = text(trigger.displayName)
    message.pointee.type = text(trigger.type)
    (message.pointee.n_parameters, message.pointee.parameters) =
      map(trigger.parameters, robots__v1__trigger__parameters_entry__init)
    message.pointee.condition = trigger.condition.map { condition($0) }
    message.pointee.condition_text = text(conditionText)
    message.pointee.allow_backwards = trigger.allowsBackwards ? 1 : 0
    message.pointee.allow_from_final = trigger.allowsFromFinal ? 1 : 0
    message.pointee.acting_user = text(trigger.actingUser)
    message.pointee._enabled_case = ROBOTS__V1__TRIGGER___ENABLED_ENABLED
    message.pointee.enabled = trigger.isEnabled ? 1 : 0
    message.pointee.version = trigger.version
    message.pointee.etag = text(trigger.etag)
    message.pointee.author = text(trigger.author)
    message.pointee.create_time = timestamp(trigger.createTime)
    message.pointee.update_time = timestamp(trigger.updateTime)
    return message
  }
}
