import CRobotsProto
package import RobotModel

/// An entry of the history as answers show it: put into words.
package struct ShownHistoryEntry: Hashable, Sendable {
  package var entry: HistoryEntry
  /// The whole entry in words.
  package var summary: String

  /// Joins an entry with its words.
  package init(entry: HistoryEntry, summary: String) {
    self.entry = entry
    self.summary = summary
  }
}

extension MessageBuilder {
  /// One thing that happened.
  func historyEntry(
    _ shown: ShownHistoryEntry
  ) -> UnsafeMutablePointer<Robots__V1__HistoryEntry> {
    let message = message(robots__v1__history_entry__init)
    let entry = shown.entry
    message.pointee.sequence = Int64(clamping: entry.sequence)
    message.pointee.time = timestamp(entry.time)
    message.pointee.entity_type = text(entry.record.entityType)
    message.pointee.record_id = text(entry.record.id)
    message.pointee.kind = Robots__V1__HistoryKind(UInt32(entry.kind.rawValue))
    message.pointee.acting_user = text(entry.actingUser)
    message.pointee.robot = text(entry.robot)
    message.pointee.run = text(entry.run.text)
    message.pointee.visit = text(entry.visit.text)
    message.pointee.field = text(entry.field)
    message.pointee.old_value = value(entry.oldValue)
    message.pointee.new_value = value(entry.newValue)
    message.pointee.old_pipeline = text(entry.oldPipeline)
    message.pointee.old_stage = text(entry.oldStage)
    message.pointee.new_pipeline = text(entry.newPipeline)
    message.pointee.new_stage = text(entry.newStage)
    message.pointee.reason = Robots__V1__Reason(UInt32(entry.reason?.rawValue ?? 0))
    message.pointee.text = text(entry.text)
    message.pointee.summary = text(shown.summary)
    message.pointee.trigger = text(entry.trigger)
    if let event = entry.event {
      message.pointee.event = text(event.id)
      message.pointee.event_type = text(event.type)
      (message.pointee.n_candidates, message.pointee.candidates) =
        list(event.candidates) { triggerCandidate($0) }
    }
    return message
  }
}
