import CRobotsProto
import RobotModel

extension MessageReader {
  /// A robot; the text form of its condition stands beside it in the message.
  mutating func robot(_ message: UnsafeMutablePointer<Robots__V1__Robot>) -> Robot {
    var robot = Robot(
      id: text(message.pointee.id),
      place: StageKey(
        entityType: text(message.pointee.entity_type),
        pipeline: text(message.pointee.pipeline),
        stage: text(message.pointee.stage)
      ),
      type: text(message.pointee.type)
    )
    robot.position = position(message.pointee.position)
    robot.displayName = text(message.pointee.display_name)
    robot.alias = text(message.pointee.alias)
    robot.parameters = namedValues(
      &message.pointee.n_parameters,
      message.pointee.parameters,
      "parameters",
      atMost: Limits.parametersPerRobot
    )
    if let timing = message.pointee.timing {
      robot.timing = within("timing") { $0.timing(timing) }
    }
    if let condition = message.pointee.condition {
      robot.condition = within("condition") { $0.condition(condition) }
    }
    robot.actingUser = text(message.pointee.acting_user)
    robot.survivesStageChange = message.pointee.survive_stage_change != 0
    let isEnabledGiven = message.pointee._enabled_case == ROBOTS__V1__ROBOT___ENABLED_ENABLED
    robot.isEnabled = isEnabledGiven ? message.pointee.enabled != 0 : true
    policies(of: &robot, message)
    version(of: &robot, message)
    return robot
  }

  private mutating func policies(
    of robot: inout Robot,
    _ message: UnsafeMutablePointer<Robots__V1__Robot>
  ) {
    robot.evaluateAt = policy(
      message.pointee.evaluate_at.rawValue,
      first: EvaluateAt.fire,
      "evaluate_at",
      of: message.pointee.base
    )
    robot.runLimit = policy(
      message.pointee.run_limit.rawValue,
      first: RunLimit.everyEntry,
      "run_limit",
      of: message.pointee.base
    )
  }

  private mutating func version(
    of robot: inout Robot,
    _ message: UnsafeMutablePointer<Robots__V1__Robot>
  ) {
    robot.version = message.pointee.version
    robot.author = text(message.pointee.author)
    robot.createTime = instant(message.pointee.create_time, "create_time") ?? .epoch
    robot.updateTime = instant(message.pointee.update_time, "update_time") ?? .epoch
  }
}

extension MessageReader {
  /// A robot as a request gives it.
  mutating func robotDraft(
    _ message: UnsafeMutablePointer<Robots__V1__Robot>
  ) -> RobotDraft {
    RobotDraft(robot: robot(message), conditionText: text(message.pointee.condition_text))
  }
}
