/// Tells of an event.
///
/// Answers with what it did to each item.
package struct SendEvent: Hashable, Sendable {
  package var event: Event
  package var isValidateOnly: Bool

  /// Tells of an event.
  package init(event: Event, isValidateOnly: Bool = false) {
    self.event = event
    self.isValidateOnly = isValidateOnly
  }
}

/// What an event did.
package struct SendEventReply: Hashable, Sendable {
  /// Made by the service if the event had none.
  package var eventID: String
  /// One for each item, in the order of the targets.
  package var results: [EventResult]

  /// Describes what an event did.
  package init(eventID: String, results: [EventResult]) {
    self.eventID = eventID
    self.results = results
  }
}
