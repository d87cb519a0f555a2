/// Anything a CRM keeps, as it is shown and stored.
///
/// A record whose type has stages is an item.
package struct Record: Hashable, Sendable {
  /// The store's own number.
  package var number: StoreNumber
  /// The names that the CRM gave.
  package var key: RecordKey
  /// What its fields hold, in the order of the entity type's fields; empty ones are left out.
  package var fields: [NamedValue]
  /// Of an item: where it stands.
  package var place: StageKey?
  /// Counts changes, from 1; the etag is made of it.
  package var revision: Int64
  /// When the record was made.
  package var createTime: Instant
  /// When it was last changed.
  package var updateTime: Instant
  /// Of an item: its open visit.
  package var visit: StoreNumber
  /// Of an item: when it entered its stage.
  package var stageEnterTime: Instant?
  /// The record was deleted: its names and number are kept for its visits and history.
  package var isDeleted: Bool
  /// The configured source that has last put it; empty for none.
  package var source: String

  /// Describes a record.
  package init(
    number: StoreNumber,
    key: RecordKey,
    fields: [NamedValue],
    place: StageKey?,
    revision: Int64,
    createTime: Instant,
    updateTime: Instant,
    visit: StoreNumber,
    stageEnterTime: Instant?,
    isDeleted: Bool = false,
    source: String = ""
  ) {
    self.number = number
    self.key = key
    self.fields = fields
    self.place = place
    self.revision = revision
    self.createTime = createTime
    self.updateTime = updateTime
    self.visit = visit
    self.stageEnterTime = stageEnterTime
    self.isDeleted = isDeleted
    self.source = source
  }
}
