/// Names one record: its entity type and the CRM's own id.
package struct RecordKey: Hashable, Sendable {
  /// The id of the entity type, "deal" for instance.
  package var entityType: String
  /// The CRM's own id: 1–128 bytes.
  package var id: String

  /// Names the record `id` of `entityType`.
  package init(entityType: String, id: String) {
    self.entityType = entityType
    self.id = id
  }
}

extension RecordKey: CustomStringConvertible {
  /// "deal/D-1", as people write it.
  package var description: String { "\(entityType)/\(id)" }
}
