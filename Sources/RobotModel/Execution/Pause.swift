/// What a pause of automation holds up.
package enum PauseScope: Hashable, Sendable {
  /// All automation.
  case everything
  /// The robots of one pipeline.
  case pipeline(PipelineKey)
  /// The robots of one item.
  case item(RecordKey)
}

/// A pause of automation: what is due meanwhile waits, and starts after it in due order (S-37).
package struct Pause: Hashable, Sendable {
  /// What it holds up.
  package var scope: PauseScope
  /// Who began it: a user's id.
  package var user: String
  package var beginTime: Instant
  /// Nil while it lasts.
  package var endTime: Instant?
  /// `PAUSED`, or `LOOP_BREAKER` where the service stopped an item's robots by itself (S-13).
  package var reason: Reason

  /// Describes a pause.
  package init(
    scope: PauseScope,
    user: String,
    beginTime: Instant,
    endTime: Instant? = nil,
    reason: Reason = .paused
  ) {
    self.scope = scope
    self.user = user
    self.beginTime = beginTime
    self.endTime = endTime
    self.reason = reason
  }
}

/// What holds up the robots of one item, as it is stored; one that says nothing stands for none.
package struct ItemHold: Hashable, Sendable {
  /// The item's number.
  package var record: StoreNumber
  /// Since when a person has paused it.
  package var pauseTime: Instant?
  /// Who did.
  package var pauseUser: String = ""
  /// When its robots had moved it too often (S-13).
  package var breakTime: Instant?
  /// Moves by robots in visits up to this one no longer count.
  package var countedNumber: StoreNumber = .none
  /// Visits up to this one are of a former record, deleted in the very millisecond in which this
  /// one was made under its key.
  package var formerNumber: StoreNumber = .none

  /// Says nothing of an item.
  package init(record: StoreNumber) {
    self.record = record
  }
}
