/// How far the items that are linked to a record have come to follow a change of it.
package struct LinkProgress: Hashable, Sendable {
  /// The record's number.
  package var record: StoreNumber
  /// The fields that have changed; empty for all, of a record that came or went.
  package var fields: [String]
  /// When it changed: what was due by then starts as it was.
  package var time: Instant
  /// Items up to this one follow it.
  package var lastItem: StoreNumber
  /// All do.
  package var isOver: Bool

  /// Says how far they have come.
  package init(
    record: StoreNumber,
    fields: [String],
    time: Instant,
    lastItem: StoreNumber,
    isOver: Bool
  ) {
    self.record = record
    self.fields = fields
    self.time = time
    self.lastItem = lastItem
    self.isOver = isOver
  }
}
