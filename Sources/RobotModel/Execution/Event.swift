/// Something that happened outside and that triggers may hear of.
package struct Event: Hashable, Sendable {
  /// The sender's; empty asks for a made one.
  package var id: String
  /// A trigger type's id.
  package var type: String
  /// Nil: now.
  package var time: Instant?
  package var targets: [EventTarget]
  /// What it says, in the order of the names.
  package var payload: [NamedValue]

  /// Describes an event.
  package init(
    id: String = "",
    type: String,
    time: Instant? = nil,
    targets: [EventTarget],
    payload: [NamedValue] = []
  ) {
    self.id = id
    self.type = type
    self.time = time
    self.targets = targets
    self.payload = payload
  }
}

/// Whom an event concerns.
package enum EventTarget: Hashable, Sendable {
  case item(RecordKey)
  case client(ClientTarget)
}

/// A client whose items an event concerns.
package struct ClientTarget: Hashable, Sendable {
  /// Who the client is.
  package enum Identity: Hashable, Sendable {
    /// A contact or a company.
    case record(RecordKey)
    /// A phone number or an e-mail address.
    case address(String)
  }

  package var identity: Identity
  package var selection: EventSelection
  /// Empty: all types with stages, but for quotes and invoices.
  package var entityTypes: [String]
  /// What is made where the client has no open item; nil for nothing.
  package var newLead: NewLead?

  /// Names a client.
  package init(
    identity: Identity,
    selection: EventSelection = .allOpen,
    entityTypes: [String] = [],
    newLead: NewLead? = nil
  ) {
    self.identity = identity
    self.selection = selection
    self.entityTypes = entityTypes
    self.newLead = newLead
  }
}

/// Which of a client's open items an event concerns.
package enum EventSelection: UInt8, Hashable, Sendable, CaseIterable {
  case allOpen = 1
  case newestOpen = 2
}

/// A lead to be made in the first stage of a pipeline.
package struct NewLead: Hashable, Sendable {
  package var pipeline: String
  /// Its fields besides the link to the client.
  package var fields: [NamedValue]

  /// Describes a lead.
  package init(pipeline: String, fields: [NamedValue] = []) {
    self.pipeline = pipeline
    self.fields = fields
  }
}

/// What an event did to one item, or why a target has none.
package struct EventResult: Hashable, Sendable {
  /// The target's place in the request, from 0.
  package var target: Int
  /// Nil where the target has no item.
  package var item: RecordKey?
  /// A lead was made for the client.
  package var isCreated = false
  /// The trigger that moved it; empty where none did.
  package var trigger = ""
  /// Where the event has left the item.
  package var place: StageKey?
  package var visit = StoreNumber.none
  /// Why it was not moved.
  package var reason: Reason?
  package var candidates: [TriggerCandidate] = []

  /// Begins a result.
  package init(target: Int, item: RecordKey? = nil, reason: Reason? = nil) {
    self.target = target
    self.item = item
    self.reason = reason
  }

  /// Whether a trigger moved the item.
  package var isMoved: Bool { !trigger.isEmpty }
}

/// A trigger that heard of an event.
package struct TriggerCandidate: Hashable, Sendable {
  /// The trigger's id.
  package var trigger: String
  /// Its stage, in the item's pipeline.
  package var stage: String
  /// Why it did not move the item; nil for the one that did.
  package var reason: Reason?

  /// Names a candidate and why it lost.
  package init(trigger: String, stage: String, reason: Reason?) {
    self.trigger = trigger
    self.stage = stage
    self.reason = reason
  }
}

/// An event as the history of an item keeps it.
package struct EventTrace: Hashable, Sendable {
  package var id: String
  /// A trigger type's id.
  package var type: String
  /// What it was about, in words; may be empty.
  package var subject: String
  /// Somebody told of it, rather than a change of a record.
  package var isTold: Bool
  package var candidates: [TriggerCandidate]

  /// Describes an event.
  package init(
    id: String,
    type: String,
    subject: String,
    isTold: Bool,
    candidates: [TriggerCandidate] = []
  ) {
    self.id = id
    self.type = type
    self.subject = subject
    self.isTold = isTold
    self.candidates = candidates
  }
}
