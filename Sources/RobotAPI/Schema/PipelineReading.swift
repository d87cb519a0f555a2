import CRobotsProto
import RobotModel

extension MessageReader {
  /// A pipeline; its revision is not in the message.
  mutating func pipeline(_ message: UnsafeMutablePointer<Robots__V1__Pipeline>) -> Pipeline {
    Pipeline(
      entityType: text(message.pointee.entity_type),
      id: text(message.pointee.id),
      displayName: text(message.pointee.display_name),
      stages: list(
        message.pointee.n_stages,
        message.pointee.stages,
        "stages",
        atMost: Limits.stagesPerPipeline
      ) { $0.stage($1) },
      createTime: instant(message.pointee.create_time, "create_time") ?? .epoch,
      updateTime: instant(message.pointee.update_time, "update_time") ?? .epoch
    )
  }

  private mutating func stage(_ message: UnsafeMutablePointer<Robots__V1__Stage>) -> Stage {
    Stage(
      id: text(message.pointee.id),
      displayName: text(message.pointee.display_name),
      kind: policy(
        message.pointee.kind.rawValue,
        first: StageKind.inProgress,
        "kind",
        of: message.pointee.base
      )
    )
  }
}
