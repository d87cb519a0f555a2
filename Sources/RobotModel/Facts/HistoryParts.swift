/// What every history entry has that needs no references.
///
/// The names are those of ``HistoryEntry``.
package struct HistoryNumbers: Hashable, Sendable {
  package var sequence: UInt64
  package var time: Instant
  package var kind: HistoryKind
  package var reason: Reason?
  package var run: StoreNumber
  package var visit: StoreNumber

  /// Joins what an entry has.
  package init(
    sequence: UInt64,
    time: Instant,
    kind: HistoryKind,
    reason: Reason?,
    run: StoreNumber,
    visit: StoreNumber
  ) {
    self.sequence = sequence
    self.time = time
    self.kind = kind
    self.reason = reason
    self.run = run
    self.visit = visit
  }
}

/// What only some kinds of history entries have.
///
/// An object that never changes, so that entries without it cost nothing and handing it on costs
/// one count.
package final class HistoryDetail: Sendable {
  /// Of a changed field.
  package let field: String
  package let oldValue: FieldValue?
  package let newValue: FieldValue?
  /// A log line's, comment's or notification's text, or a failure's message.
  package let text: String
  /// What has brought the entry about, where that is more than its author: of few, so it lies
  /// apart.
  package let cause: Cause?

  /// Joins the parts.
  package init(
    field: String = "",
    oldValue: FieldValue? = nil,
    newValue: FieldValue? = nil,
    text: String = "",
    cause: Cause? = nil
  ) {
    self.field = field
    self.oldValue = oldValue
    self.newValue = newValue
    self.text = text
    self.cause = cause
  }

  /// Of a move: the trigger that made it.
  package var trigger: String { cause?.trigger ?? "" }

  /// Of an event and of a trigger's move.
  package var event: EventTrace? { cause?.event }

  /// A trigger, and what it or others have heard of.
  package final class Cause: Sendable {
    /// See ``HistoryDetail/trigger``.
    package let trigger: String
    /// See ``HistoryDetail/event``.
    package let event: EventTrace?

    /// Joins the two; nil where there is neither.
    package init?(trigger: String, event: EventTrace?) {
      if trigger.isEmpty, event == nil { return nil }
      self.trigger = trigger
      self.event = event
    }
  }
}

extension HistoryEntry {
  /// Joins the parts of an entry, which are those that a ``FactSink`` takes.
  package init(
    _ numbers: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {
    self.init(
      sequence: numbers.sequence,
      time: numbers.time,
      record: record,
      kind: numbers.kind,
      actingUser: user
    )
    self.robot = robot
    run = numbers.run
    visit = numbers.visit
    reason = numbers.reason
    if let oldPlace { (oldPipeline, oldStage) = (oldPlace.pipeline, oldPlace.stage) }
    if let newPlace { (newPipeline, newStage) = (newPlace.pipeline, newPlace.stage) }
    if let detail {
      field = detail.field
      oldValue = detail.oldValue
      newValue = detail.newValue
      text = detail.text
      trigger = detail.trigger
      event = detail.event
    }
  }

  /// Gives the entry in its parts.
  package func give(to sink: some FactSink) {
    sink.put(
      numbers,
      of: record,
      by: actingUser,
      robot: robot,
      from: oldPlace,
      to: newPlace,
      detail
    )
  }

  /// What needs no references.
  package var numbers: HistoryNumbers {
    HistoryNumbers(
      sequence: sequence,
      time: time,
      kind: kind,
      reason: reason,
      run: run,
      visit: visit
    )
  }

  /// Where the item stood; nil where the entry says nothing of it.
  package var oldPlace: StageKey? { place(oldPipeline, oldStage) }

  /// Where the item stands; nil where the entry says nothing of it.
  package var newPlace: StageKey? { place(newPipeline, newStage) }

  /// Whether it has anything that only some kinds of entries have.
  package var hasDetail: Bool {
    !(field.isEmpty && text.isEmpty && trigger.isEmpty && event == nil)
  }

  /// What only some kinds of entries have.
  package var detail: HistoryDetail {
    HistoryDetail(
      field: field,
      oldValue: oldValue,
      newValue: newValue,
      text: text,
      cause: HistoryDetail.Cause(trigger: trigger, event: event)
    )
  }

  private func place(_ pipeline: String, _ stage: String) -> StageKey? {
    if pipeline.isEmpty, stage.isEmpty { return nil }
    return StageKey(entityType: record.entityType, pipeline: pipeline, stage: stage)
  }
}
