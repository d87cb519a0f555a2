package import RobotModel

// An event goes to its items one after another, in the order of the targets: each item's due runs
// start first, then its triggers hear of the event, then the robots of the stage to which it was
// moved start. An item that several targets name hears of it once, also one that was made for an
// earlier target.

extension Engine {
  /// Tells items' triggers of an event.
  ///
  /// - Throws: `INVALID_ARGUMENT` with every offending field, `RESOURCE_EXHAUSTED` for a client
  ///   with more open items than an event may concern, or for a new lead while there is no memory.
  package func perform(
    _ command: SendEvent,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> SendEventReply {
    advance(to: now)
    let event = command.event
    let plan = try plan(event)
    if plan.makesLead { try requireMemory() }
    let needsID = event.id.isEmpty && !command.isValidateOnly
    let heard = HeardEvent(
      id: needsID ? makeEventID() : event.id,
      type: event.type,
      time: event.time,
      payload: plan.payload,
      author: Author(caller),
      isTold: true,
      isNoted: true
    )
    var delivery = EventDelivery(event: heard, isValidateOnly: command.isValidateOnly)
    for (index, target) in plan.targets.enumerated() {
      delivery.target = index
      switch target {
      case .item(let key):
        if let record = store.liveRecord(key), store.records[record].stage != .none {
          deliver(to: record, &delivery)
        } else {
          delivery.results.append(EventResult(target: index, item: key, reason: .notFound))
        }
      case .client(let client, let items, let newLead):
        deliver(to: client, items, newLead, &delivery)
      }
    }
    return SendEventReply(eventID: heard.id, results: delivery.results)
  }

  private func deliver(
    to client: ClientTarget,
    _ items: [Slot<RecordRow>],
    _ newLead: RecordPlan?,
    _ delivery: inout EventDelivery
  ) {
    var items = items
    if !delivery.isValidateOnly {
      if !delivery.leads.isEmpty {
        let most = Limits.recordsPerClient + Limits.targetsPerEvent
        items = openItems(of: client, lookingAt: most) ?? items
      }
      for item in items { settle(item) }
    }
    let open = items.filter { isOpen($0) }
    let chosen = client.selection == .newestOpen ? Array(open.suffix(1)) : open
    for item in chosen { deliver(to: item, &delivery) }
    guard chosen.isEmpty else { return }
    if delivery.isValidateOnly { return foresee(newLead, for: client, &delivery) }
    guard let newLead else {
      delivery.results.append(EventResult(target: delivery.target, reason: .notFound))
      return
    }
    delivery.leads.append(newLead)
    deliver(to: makeLead(newLead, delivery.event), &delivery)
    delivery.results[delivery.results.count - 1].isCreated = true
  }

  /// Says what would become of a client without an open item: it has the lead of an earlier target,
  /// or one is made for it.
  private func foresee(
    _ newLead: RecordPlan?,
    for client: ClientTarget,
    _ delivery: inout EventDelivery
  ) {
    var result = EventResult(target: delivery.target)
    let known = delivery.leads.first { isItem($0, of: client) }
    if known != nil {
      result.reason = .duplicate
    } else if let newLead {
      result.isCreated = true
      delivery.leads.append(newLead)
    } else {
      result.reason = .notFound
    }
    result.place = (known ?? newLead)?.stage.map { store.schema.key(of: $0) }
    delivery.results.append(result)
  }

  private func makeLead(_ plan: RecordPlan, _ event: HeardEvent) -> Slot<RecordRow> {
    guard let stage = plan.stage, let type = store.schema.slot(ofEntityType: Self.leadType) else {
      preconditionFailure("a lead's plan names its stage")
    }
    let record = makeRecord(
      store.makeNumber(at: time).text,
      type: type,
      fields: [StoredField](plan.changes, sharing: store.users),
      stage: stage,
      by: event.author
    )
    enter(record, stage: stage, at: entryTime(of: record, eventTime: event.time))
    return record
  }

  private func deliver(to record: Slot<RecordRow>, _ delivery: inout EventDelivery) {
    if !delivery.isValidateOnly { settle(record) }
    var result = EventResult(target: delivery.target, item: store.key(of: record))
    defer { delivery.results.append(result) }
    guard store.records[record].stage != .none else {
      result.reason = .notFound
      return
    }
    guard delivery.reached.insert(record).inserted else {
      result.reason = .duplicate
      return
    }
    if !delivery.isValidateOnly,
      TriggerCatalogue.kind(delivery.event.type)?.isClientActivity ?? false
    {
      noteActivity(.client, of: record, at: delivery.event.time)
    }
    let decision =
      delivery.isValidateOnly
      ? decide(delivery.event, for: record) : apply(delivery.event, to: record)
    result.reason = decision.reason
    result.candidates = decision.candidates
    result.trigger = decision.chosen?.trigger.id ?? ""
    let stage = decision.chosen?.stage ?? store.records[record].stage
    result.place = store.schema.key(of: stage)
    if !delivery.isValidateOnly || decision.chosen == nil {
      result.visit = store.visits[store.records[record].visit].number
    }
    if !delivery.isValidateOnly { settle(record) }
  }
}

/// An event on its way through its targets.
private struct EventDelivery {
  let event: HeardEvent
  let isValidateOnly: Bool
  /// The present target's place in the request.
  var target = 0
  /// The items that have heard of it.
  var reached: Set<Slot<RecordRow>> = []
  /// The leads that were made, or would be.
  var leads: [RecordPlan] = []
  var results: [EventResult] = []

  init(event: HeardEvent, isValidateOnly: Bool) {
    self.event = event
    self.isValidateOnly = isValidateOnly
  }
}
