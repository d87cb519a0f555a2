import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A robot with its etag and, as an answer shows it, the text form of its condition.
  func robot(
    _ robot: Robot,
    conditionText: String
  ) -> UnsafeMutablePointer<Robots__V1__Robot> {
    let message = message(robots__v1__robot__init)
    message.pointee.id = text(robot.id)
    message.pointee.entity_type = text(robot.place.entityType)
    message.pointee.pipeline = text(robot.place.pipeline)
    message.pointee.stage = text(robot.place.stage)
    message.pointee.position = robot.position
    message.pointee.display_name = text(robot.displayName)
    message.pointee.alias = text(robot.alias)
    message.pointee.type = text(robot.type)
    (message.pointee.n_parameters, message.pointee.parameters) =
      map(robot.parameters, robots__v1__robot__parameters_entry__init)
    message.pointee.timing = timing(robot.timing)
    message.pointee.condition = robot.condition.map { condition($0) }
    message.pointee.condition_text = text(conditionText)
    message.pointee.evaluate_at = Robots__V1__EvaluateAt(UInt32(robot.evaluateAt.rawValue))
    message.pointee.acting_user = text(robot.actingUser)
    message.pointee.run_limit = Robots__V1__RunLimit(UInt32(robot.runLimit.rawValue))
    message.pointee.survive_stage_change = robot.survivesStageChange ? 1 : 0
    message.pointee._enabled_case = ROBOTS__V1__ROBOT___ENABLED_ENABLED
    message.pointee.enabled = robot.isEnabled ? 1 : 0
    message.pointee.version = robot.version
    message.pointee.etag = text(robot.etag)
    message.pointee.author = text(robot.author)
    message.pointee.create_time = timestamp(robot.createTime)
    message.pointee.update_time = timestamp(robot.updateTime)
    return message
  }

  /// How a robot's runs ended.
  func robotCounts(_ counts: RobotCounts) -> UnsafeMutablePointer<Robots__V1__RobotCounts> {
    let message = message(robots__v1__robot_counts__init)
    message.pointee.succeeded = counts.succeeded
    message.pointee.skipped = counts.skipped
    message.pointee.failed = counts.failed
    message.pointee.cancelled = counts.cancelled
    message.pointee.waiting = counts.waiting
    message.pointee.late = counts.late
    return message
  }
}
