/// A kind of record: lead, deal, contact, or one that the user defines.
package struct EntityType: Hashable, Sendable {
  /// A lower-case letter, then lower-case letters, digits and underscores; at most 63.
  package var id: String
  /// For people.
  package var displayName: String
  /// In the order of a form.
  ///
  /// A field's place never changes and is never reused for another field.
  package var fields: [Field]
  /// Records of the type stand in a stage of a pipeline.
  package var hasStages: Bool
  /// Ships with the service and cannot be deleted.
  package var isPredefined: Bool
  /// Counts changes, from 1; the etag is made of it.
  package var revision: Int64
  /// When the type was made.
  package var createTime: Instant
  /// When it was last changed.
  package var updateTime: Instant

  /// Describes an entity type.
  package init(
    id: String,
    displayName: String,
    fields: [Field],
    hasStages: Bool,
    isPredefined: Bool = false,
    revision: Int64 = 1,
    createTime: Instant = .epoch,
    updateTime: Instant = .epoch
  ) {
    self.id = id
    self.displayName = displayName
    self.fields = fields
    self.hasStages = hasStages
    self.isPredefined = isPredefined
    self.revision = revision
    self.createTime = createTime
    self.updateTime = updateTime
  }
}

/// One named, typed place of an entity type.
package struct Field: Hashable, Sendable {
  /// Same form as an entity type's id.
  package var id: String
  /// For people.
  package var displayName: String
  /// What one value of the field is.
  package var type: ValueType
  /// The field holds a list.
  package var isMultiple: Bool
  /// Of an enumeration: the allowed texts, in the order of a form.
  package var options: [String]
  /// Of a reference: the entity type referred to; empty allows any.
  package var referenceType: String
  /// Belongs to the predefined type and cannot be removed.
  package var isPredefined: Bool

  /// Describes a field.
  package init(
    id: String,
    displayName: String,
    type: ValueType,
    isMultiple: Bool = false,
    options: [String] = [],
    referenceType: String = "",
    isPredefined: Bool = false
  ) {
    self.id = id
    self.displayName = displayName
    self.type = type
    self.isMultiple = isMultiple
    self.options = options
    self.referenceType = referenceType
    self.isPredefined = isPredefined
  }
}
