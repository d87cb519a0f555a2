/// One thing that happened to a record, in the compact form in which it is stored.
package struct HistoryEntry: Hashable, Sendable {
  /// Increases with every entry of the store, from 1.
  package var sequence: UInt64
  package var time: Instant
  /// The record's own names, since the entry outlives it.
  package var record: RecordKey
  package var kind: HistoryKind
  /// Who: a user's id.
  package var actingUser: String
  /// Empty where a person or program did it.
  package var robot: String = ""
  package var run: StoreNumber = .none
  package var visit: StoreNumber = .none
  /// Of a changed field.
  package var field: String = ""
  package var oldValue: FieldValue?
  package var newValue: FieldValue?
  /// Of a move; the entity type is the record's.
  package var oldPipeline: String = ""
  package var oldStage: String = ""
  package var newPipeline: String = ""
  package var newStage: String = ""
  package var reason: Reason?
  /// A log line's, comment's or notification's text, or a failure's message.
  package var text: String = ""
  /// Of a move: the trigger that made it.
  package var trigger: String = ""
  /// Of an event and of a trigger's move.
  package var event: EventTrace?

  /// Begins an entry; the rest is set as the kind needs.
  package init(
    sequence: UInt64,
    time: Instant,
    record: RecordKey,
    kind: HistoryKind,
    actingUser: String
  ) {
    self.sequence = sequence
    self.time = time
    self.record = record
    self.kind = kind
    self.actingUser = actingUser
  }
}

/// What happened.
///
/// The numbers are those of `robots.v1.HistoryKind`.
package enum HistoryKind: UInt8, Hashable, Sendable, CaseIterable {
  case created = 1
  case fieldChanged = 2
  case moved = 3
  case deleted = 4
  case logged = 5
  case commented = 6
  case notified = 7
  case runSucceeded = 8
  case runFailed = 9
  case runSkipped = 10
  case runCancelled = 11
  case actionHandedOut = 12
  case actionReturned = 13
  case lateResult = 14
  /// The item's robots were stopped, by a person or by the loop breaker.
  case paused = 15
  case resumed = 16
  /// A person gave a run another due time.
  case runRescheduled = 17
  /// A person asked for a run, or for another try of one.
  case runAskedFor = 18
  case event = 20
  /// The record was erased; the only entry that an erased record has.
  case erased = 21
}
