import CRobotsProto
import RobotModel

extension MessageReader {
  /// A trigger; the text form of its condition stands beside it in the message.
  mutating func trigger(_ message: UnsafeMutablePointer<Robots__V1__Trigger>) -> Trigger {
    var trigger = Trigger(
      id: text(message.pointee.id),
      place: StageKey(
        entityType: text(message.pointee.entity_type),
        pipeline: text(message.pointee.pipeline),
        stage: text(message.pointee.stage)
      ),
      type: text(message.pointee.type)
    )
    trigger.position = position(message.pointee.position)
    trigger.displayName = text(message.pointee.display_name)
    trigger.parameters = namedValues(
      &message.pointee.n_parameters,
      message.pointee.parameters,
      "parameters",
      atMost: Limits.parametersPerRobot
    )
    if let condition = message.pointee.condition {
      trigger.condition = within("condition") { $0.condition(condition) }
    }
    trigger.allowsBackwards = message.pointee.allow_backwards != 0
    trigger.allowsFromFinal = message.pointee.allow_from_final != 0
    trigger.actingUser = text(message.pointee.acting_user)
    let isEnabledGiven = message.pointee._enabled_case == ROBOTS__V1__TRIGGER___ENABLED_ENABLED
    trigger.isEnabled = isEnabledGiven ? message.pointee.enabled != 0 : true
    trigger.version = message.pointee.version
    trigger.author = text(message.pointee.author)
    trigger.createTime = instant(message.pointee.create_time, "create_time") ?? .epoch
    trigger.updateTime = instant(message.pointee.update_time, "update_time") ?? .epoch
    return trigger
  }

  /// A trigger as a request gives it.
  mutating func triggerDraft(
    _ message: UnsafeMutablePointer<Robots__V1__Trigger>
  ) -> TriggerDraft {
    TriggerDraft(trigger: trigger(message), conditionText: text(message.pointee.condition_text))
  }
}
