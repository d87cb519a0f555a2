import CRobotsProto
import RobotModel

extension MessageReader {
  /// What is to be paused: an item, a pipeline, or everything where nothing is named.
  mutating func pauseScope(
    entityType: UnsafeMutablePointer<CChar>!,
    pipeline: UnsafeMutablePointer<CChar>!,
    item: UnsafeMutablePointer<CChar>!
  ) -> PauseScope {
    let (type, pipeline, item) = (text(entityType), text(pipeline), text(item))
    if !pipeline.isEmpty, !item.isEmpty {
      refuse("item_id", "stands beside a pipeline; expected one of the two")
    }
    if type.isEmpty, !pipeline.isEmpty || !item.isEmpty {
      refuse("entity_type", "is needed with a pipeline or an item")
    }
    if !type.isEmpty, pipeline.isEmpty, item.isEmpty {
      refuse("entity_type", "stands alone; expected a pipeline or an item of it, or nothing at all")
    }
    if !item.isEmpty { return .item(RecordKey(entityType: type, id: item)) }
    if !pipeline.isEmpty { return .pipeline(PipelineKey(entityType: type, id: pipeline)) }
    return .everything
  }
}
