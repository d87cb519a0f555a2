import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// What an event did to one item.
  func eventResult(_ result: EventResult) -> UnsafeMutablePointer<Robots__V1__EventResult> {
    let message = message(robots__v1__event_result__init)
    message.pointee.target = Int32(result.target)
    message.pointee.entity_type = text(result.item?.entityType ?? "")
    message.pointee.item_id = text(result.item?.id ?? "")
    message.pointee.created = result.isCreated ? 1 : 0
    message.pointee.moved = result.isMoved ? 1 : 0
    message.pointee.trigger = text(result.trigger)
    message.pointee.pipeline = text(result.place?.pipeline ?? "")
    message.pointee.stage = text(result.place?.stage ?? "")
    message.pointee.visit = text(result.visit.text)
    message.pointee.reason = Robots__V1__Reason(UInt32(result.reason?.rawValue ?? 0))
    (message.pointee.n_candidates, message.pointee.candidates) =
      list(result.candidates) { triggerCandidate($0) }
    return message
  }

  /// A trigger that heard of an event.
  func triggerCandidate(
    _ candidate: TriggerCandidate
  ) -> UnsafeMutablePointer<Robots__V1__TriggerCandidate> {
    let message = message(robots__v1__trigger_candidate__init)
    message.pointee.trigger = text(candidate.trigger)
    message.pointee.stage = text(candidate.stage)
    message.pointee.chosen = candidate.reason == nil ? 1 : 0
    message.pointee.reason = Robots__V1__Reason(UInt32(candidate.reason?.rawValue ?? 0))
    return message
  }

  /// An event of which an item heard, with what became of it.
  func eventExplanation(
    _ shown: ShownHistoryEntry
  ) -> UnsafeMutablePointer<Robots__V1__EventExplanation> {
    let message = message(robots__v1__event_explanation__init)
    let entry = shown.entry
    message.pointee.id = text(entry.event?.id ?? "")
    message.pointee.type = text(entry.event?.type ?? "")
    message.pointee.time = timestamp(entry.time)
    message.pointee.acting_user = text(entry.actingUser)
    message.pointee.robot = text(entry.robot)
    (message.pointee.n_candidates, message.pointee.candidates) =
      list(entry.event?.candidates ?? []) { triggerCandidate($0) }
    message.pointee.summary = text(shown.summary)
    return message
  }
}
