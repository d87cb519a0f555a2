import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A pipeline with its etag.
  func pipeline(_ pipeline: Pipeline) -> UnsafeMutablePointer<Robots__V1__Pipeline> {
    let message = message(robots__v1__pipeline__init)
    message.pointee.entity_type = text(pipeline.entityType)
    message.pointee.id = text(pipeline.id)
    message.pointee.display_name = text(pipeline.displayName)
    (message.pointee.n_stages, message.pointee.stages) = list(pipeline.stages) { stage($0) }
    message.pointee.etag = text(pipeline.etag)
    message.pointee.create_time = timestamp(pipeline.createTime)
    message.pointee.update_time = timestamp(pipeline.updateTime)
    return message
  }

  /// A stage.
  func stage(_ stage: Stage) -> UnsafeMutablePointer<Robots__V1__Stage> {
    let message = message(robots__v1__stage__init)
    message.pointee.id = text(stage.id)
    message.pointee.display_name = text(stage.displayName)
    message.pointee.kind = Robots__V1__StageKind(UInt32(stage.kind.rawValue))
    return message
  }
}
