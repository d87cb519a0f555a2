/// One field's new content; nil clears it.
package struct FieldChange: Hashable, Sendable {
  package var name: String
  package var value: FieldValue?

  /// Describes a field's new content.
  package init(name: String, value: FieldValue?) {
    self.name = name
    self.value = value
  }
}

/// Creates a record or changes some of its fields, and may move an item.
package struct PutRecord: Hashable, Sendable {
  /// An empty id asks for a made one.
  package var key: RecordKey
  package var changes: [FieldChange]
  /// Empty: the present one; at creation of an item both are needed.
  package var pipeline: String
  package var stage: String
  package var etag: String
  /// `fields.NAME`, `pipeline`, `stage`; empty for all that is given.
  package var mask: [String]
  package var allowsMissing: Bool
  /// Nil: now.
  package var eventTime: Instant?
  /// The key of the action that caused this.
  package var causationID: String
  package var suppressesAutomation: Bool
  package var isValidateOnly: Bool

  /// Asks for a change of a record.
  package init(
    key: RecordKey,
    changes: [FieldChange],
    pipeline: String = "",
    stage: String = "",
    etag: String = "",
    mask: [String] = [],
    allowsMissing: Bool = true,
    eventTime: Instant? = nil,
    causationID: String = "",
    suppressesAutomation: Bool = false,
    isValidateOnly: Bool = false
  ) {
    self.key = key
    self.changes = changes
    self.pipeline = pipeline
    self.stage = stage
    self.etag = etag
    self.mask = mask
    self.allowsMissing = allowsMissing
    self.eventTime = eventTime
    self.causationID = causationID
    self.suppressesAutomation = suppressesAutomation
    self.isValidateOnly = isValidateOnly
  }
}

/// What became of a put or a move.
package struct PutRecordReply: Hashable, Sendable {
  /// As the immediate robots of the store have left it; as it last was, if they deleted it.
  package var record: Record
  package var isCreated: Bool
  package var isMoved: Bool

  /// Describes what became of a put or a move.
  package init(record: Record, isCreated: Bool, isMoved: Bool) {
    self.record = record
    self.isCreated = isCreated
    self.isMoved = isMoved
  }
}

/// Moves an item to another stage.
///
/// Answers as a put does.
package struct MoveItem: Hashable, Sendable {
  package var key: RecordKey
  /// Empty: the present one.
  package var pipeline: String
  package var stage: String
  package var etag: String
  package var eventTime: Instant?
  package var causationID: String
  package var suppressesAutomation: Bool

  /// Asks for a move.
  package init(
    key: RecordKey,
    pipeline: String = "",
    stage: String,
    etag: String = "",
    eventTime: Instant? = nil,
    causationID: String = "",
    suppressesAutomation: Bool = false
  ) {
    self.key = key
    self.pipeline = pipeline
    self.stage = stage
    self.etag = etag
    self.eventTime = eventTime
    self.causationID = causationID
    self.suppressesAutomation = suppressesAutomation
  }
}

/// Deletes a record.
///
/// Answers with the number of cancelled runs.
package struct DeleteRecord: Hashable, Sendable {
  package var key: RecordKey
  package var etag: String
  package var allowsMissing: Bool
  package var eventTime: Instant?

  /// Asks for a deletion.
  package init(
    key: RecordKey,
    etag: String = "",
    allowsMissing: Bool = false,
    eventTime: Instant? = nil
  ) {
    self.key = key
    self.etag = etag
    self.allowsMissing = allowsMissing
    self.eventTime = eventTime
  }
}
