/// Adds an entity type.
///
/// Answers with it.
package struct CreateEntityType: Hashable, Sendable {
  package var entityType: EntityType
  package var isValidateOnly: Bool

  /// Asks for a new entity type.
  package init(entityType: EntityType, isValidateOnly: Bool = false) {
    self.entityType = entityType
    self.isValidateOnly = isValidateOnly
  }
}

/// Changes the parts of an entity type that names.
///
/// names. Answers with it.
package struct UpdateEntityType: Hashable, Sendable {
  package var entityType: EntityType
  /// Empty: last write wins.
  package var etag: String
  /// Paths of `robots.v1.EntityType`; empty for all that can be changed.
  package var mask: [String]
  package var isValidateOnly: Bool

  /// Asks for a change.
  package init(
    entityType: EntityType,
    etag: String = "",
    mask: [String] = [],
    isValidateOnly: Bool = false
  ) {
    self.entityType = entityType
    self.etag = etag
    self.mask = mask
    self.isValidateOnly = isValidateOnly
  }
}

/// Deletes an entity type that nothing uses.
package struct DeleteEntityType: Hashable, Sendable {
  package var id: String
  package var etag: String

  /// Asks for a deletion.
  package init(id: String, etag: String = "") {
    self.id = id
    self.etag = etag
  }
}

/// Adds a pipeline.
///
/// Answers with it.
package struct CreatePipeline: Hashable, Sendable {
  package var pipeline: Pipeline
  package var isValidateOnly: Bool

  /// Asks for a new pipeline.
  package init(pipeline: Pipeline, isValidateOnly: Bool = false) {
    self.pipeline = pipeline
    self.isValidateOnly = isValidateOnly
  }
}

/// Changes the parts of a pipeline that names.
///
/// names. Answers with it.
package struct UpdatePipeline: Hashable, Sendable {
  package var pipeline: Pipeline
  package var etag: String
  /// Paths of `robots.v1.Pipeline`; empty for all that can be changed.
  package var mask: [String]
  package var isValidateOnly: Bool

  /// Asks for a change.
  package init(
    pipeline: Pipeline,
    etag: String = "",
    mask: [String] = [],
    isValidateOnly: Bool = false
  ) {
    self.pipeline = pipeline
    self.etag = etag
    self.mask = mask
    self.isValidateOnly = isValidateOnly
  }
}

/// Deletes a pipeline that nothing uses.
package struct DeletePipeline: Hashable, Sendable {
  package var key: PipelineKey
  package var etag: String

  /// Asks for a deletion.
  package init(key: PipelineKey, etag: String = "") {
    self.key = key
    self.etag = etag
  }
}
