/// An ordered list of stages through which the items of one entity type move.
package struct Pipeline: Hashable, Sendable {
  /// The entity type whose items move here.
  package var entityType: String
  /// Unique within the entity type.
  package var id: String
  /// For people.
  package var displayName: String
  /// 1–100, in the order in which items move forward.
  package var stages: [Stage]
  /// Counts changes, from 1; the etag is made of it.
  package var revision: Int64
  /// When the pipeline was made.
  package var createTime: Instant
  /// When it was last changed.
  package var updateTime: Instant

  /// Describes a pipeline.
  package init(
    entityType: String,
    id: String,
    displayName: String,
    stages: [Stage],
    revision: Int64 = 1,
    createTime: Instant = .epoch,
    updateTime: Instant = .epoch
  ) {
    self.entityType = entityType
    self.id = id
    self.displayName = displayName
    self.stages = stages
    self.revision = revision
    self.createTime = createTime
    self.updateTime = updateTime
  }

  /// The names of the pipeline.
  package var key: PipelineKey { PipelineKey(entityType: entityType, id: id) }
}

/// Names one pipeline.
package struct PipelineKey: Hashable, Sendable {
  /// The entity type whose items move there.
  package var entityType: String
  /// The pipeline's id.
  package var id: String

  /// Names the pipeline `id` of `entityType`.
  package init(entityType: String, id: String) {
    self.entityType = entityType
    self.id = id
  }
}

/// One step of a pipeline.
package struct Stage: Hashable, Sendable {
  /// Unique within the pipeline.
  package var id: String
  /// For people.
  package var displayName: String
  /// Open, or one of the two final kinds.
  package var kind: StageKind

  /// Describes a stage.
  package init(id: String, displayName: String, kind: StageKind) {
    self.id = id
    self.displayName = displayName
    self.kind = kind
  }
}

/// Tells an open stage from the two kinds of final ones.
package enum StageKind: UInt8, Hashable, Sendable, CaseIterable {
  case inProgress = 1
  case won = 2
  case lost = 3
}

/// A stage by its names: where an item stands or a robot belongs.
package struct StageKey: Hashable, Sendable {
  /// The entity type of the pipeline.
  package var entityType: String
  /// The pipeline's id.
  package var pipeline: String
  /// The stage's id.
  package var stage: String

  /// Names a stage.
  package init(entityType: String, pipeline: String, stage: String) {
    self.entityType = entityType
    self.pipeline = pipeline
    self.stage = stage
  }

  /// The names of its pipeline.
  package var pipelineKey: PipelineKey { PipelineKey(entityType: entityType, id: pipeline) }
}
