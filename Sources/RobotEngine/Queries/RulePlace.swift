import RobotModel

/// A robot's or trigger's place in the list of all of them.
struct RulePlace {
  let pipeline: PipelineKey
  /// The stage's place in the pipeline, from 0.
  let stage: Int
  let position: Int

  init(pipeline: PipelineKey, stage: Int, position: Int) {
    self.pipeline = pipeline
    self.stage = stage
    self.position = position
  }

  /// Reads a place from a token's key.
  init?(_ key: [String]) {
    guard key.count == 4, let stage = Int(key[2]), let position = Int(key[3]) else { return nil }
    self.init(
      pipeline: PipelineKey(entityType: key[0], id: key[1]),
      stage: stage,
      position: position
    )
  }

  var key: [String] { [pipeline.entityType, pipeline.id, String(stage), String(position)] }

  func isBefore(_ other: RulePlace) -> Bool {
    if pipeline.entityType != other.pipeline.entityType {
      return pipeline.entityType.isBefore(other.pipeline.entityType)
    }
    if pipeline.id != other.pipeline.id { return pipeline.id.isBefore(other.pipeline.id) }
    return (stage, position) < (other.stage, other.position)
  }
}
