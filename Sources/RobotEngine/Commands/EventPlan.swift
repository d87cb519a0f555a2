import RobotModel

/// An event that was checked, with what its targets come to.
struct EventPlan {
  /// A target of the request.
  enum Target {
    /// An item, which need not be there.
    case item(RecordKey)
    /// A client with its open items, and what is made where none is open.
    case client(ClientTarget, items: [Slot<RecordRow>], newLead: RecordPlan?)
  }

  /// In the form in which triggers hear of it.
  var payload: [NamedValue]
  /// In the order of the request.
  var targets: [Target]

  /// Whether a client has no open item, and a lead is to be made.
  var makesLead: Bool {
    targets.contains { target in
      guard case .client(_, let items, let newLead) = target else { return false }
      return items.isEmpty && newLead != nil
    }
  }
}

extension Engine {
  /// Checks an event: what is wrong with the request, all of it at once.
  ///
  /// - Throws: `INVALID_ARGUMENT` with every offending field, `RESOURCE_EXHAUSTED` for a client
  ///   with more open items than an event may concern.
  func plan(_ event: Event) throws(RequestError) -> EventPlan {
    var violations = Violations()
    let kind = triggerKind(event.type, at: "event.type", &violations)
    checkEventTime(event.time, at: "event.time", &violations)
    if !(1...Limits.targetsPerEvent ~= event.targets.count) {
      violations.add(
        "event.targets",
        "are \(event.targets.count); expected 1 to \(Limits.targetsPerEvent)"
      )
    }
    let payload = kind.map { storedPayload(event.payload, of: $0.type, &violations) } ?? []
    var plan = EventPlan(payload: payload, targets: [])
    var itemCount = 0
    for (index, target) in event.targets.prefix(Limits.targetsPerEvent).enumerated() {
      let path = "event.targets[\(index)]"
      switch target {
      case .item(let key):
        checkID(key.id, at: "\(path).item.id", &violations)
        plan.targets.append(.item(key))
        itemCount += 1
      case .client(let client):
        let newLead = checked(client, at: "\(path).client", &violations)
        guard let items = openItems(of: client) else { throw Self.tooManyItems }
        itemCount += items.count
        plan.targets.append(.client(client, items: items, newLead: newLead))
      }
    }
    try violations.throwIfAny()
    guard itemCount <= Limits.itemsPerEvent else { throw Self.tooManyItems }
    return plan
  }

  private static let tooManyItems = RequestError.limit(
    "items_per_event",
    Limits.itemsPerEvent,
    "the event concerns more than \(Limits.itemsPerEvent) items; name some of them"
  )

  private func checkID(_ id: String, at path: String, _ violations: inout Violations) {
    if let problem = IdentifierForm.problem(of: id) { violations.add(path, problem) }
  }

  /// Checks a client, and the lead that is made where it has no open item.
  private func checked(
    _ client: ClientTarget,
    at path: String,
    _ violations: inout Violations
  ) -> RecordPlan? {
    switch client.identity {
    case .record(let key):
      checkID(key.id, at: "\(path).record.id", &violations)
      if !Self.clientTypes.contains(key.entityType) {
        violations.add(
          "\(path).record.entity_type",
          "\(quoted(key.entityType)) is no client"
            + Suggestion.phrase(for: key.entityType, among: Self.clientTypes)
        )
      }
    case .address(let address):
      if ClientAddress.normalized(address).isEmpty || address.utf8.count > Limits.textByteCount {
        violations.add("\(path).address", "expected a phone number or an e-mail address")
      }
    }
    for (index, type) in client.entityTypes.enumerated() {
      if store.schema.entityType(type)?.hasStages ?? false { continue }
      let known = store.schema.entityTypeIDs.filter {
        store.schema.entityType($0)?.hasStages ?? false
      }
      violations.add(
        "\(path).entity_types[\(index)]",
        "\(quoted(type)) is no type with stages" + Suggestion.phrase(for: type, among: known)
      )
    }
    return client.newLead.flatMap { lead in
      plan(lead, for: client, at: "\(path).create_if_none", &violations)
    }
  }

  /// A lead for a client: its fields and the first stage of its pipeline.
  private func plan(
    _ lead: NewLead,
    for client: ClientTarget,
    at path: String,
    _ violations: inout Violations
  ) -> RecordPlan? {
    guard let type = store.schema.slot(ofEntityType: Self.leadType) else {
      preconditionFailure("the entity type \(Self.leadType) is predefined")
    }
    let key = PipelineKey(entityType: Self.leadType, id: lead.pipeline)
    guard let stage = store.schema.pipeline(key)?.stages.first else {
      let known = store.schema.pipelineIDs(ofEntityType: Self.leadType)
      violations.add(
        "\(path).pipeline",
        "there is no pipeline \(quoted(lead.pipeline)) of leads"
          + Suggestion.phrase(for: lead.pipeline, among: known)
      )
      return nil
    }
    let put = PutRecord(
      key: RecordKey(entityType: Self.leadType, id: ""),
      changes: lead.fields.map { FieldChange(name: $0.name, value: $0.value) },
      pipeline: lead.pipeline,
      stage: stage.id
    )
    do throws(RequestError) {
      var plan = try plan(put, type: type, present: .none)
      link(&plan, to: client.identity, type: type)
      try checkSize(of: [StoredField](plan.changes, sharing: store.users), put.key)
      return plan
    } catch {
      for violation in error.violations {
        let field = violation.field.dropFirst("record.".count)
        violations.add("\(path).\(field)", violation.description)
      }
      if error.violations.isEmpty { violations.add("\(path).fields", error.message) }
      return nil
    }
  }

  /// Lets a new lead name its client: the record, or the address with the one record that has it,
  /// unless the lead says itself whose it is.
  private func link(
    _ plan: inout RecordPlan,
    to identity: ClientTarget.Identity,
    type: EntityTypeSlot
  ) {
    if case .address(let address) = identity, let known = onlyClient(with: address) {
      let links = ["contacts", "company"].compactMap { store.schema.number(ofField: $0, in: type) }
      if !plan.changes.contains(where: { links.contains($0.number) && $0.value != nil }) {
        plan.link(to: .record(known), schema: store.schema, type: type)
      }
    }
    plan.link(to: identity, schema: store.schema, type: type)
  }

  /// What is made of a client's event where the client has no open item.
  static let leadType = "lead"
}

extension RecordPlan {
  /// Lets a new lead name its client.
  fileprivate mutating func link(
    to identity: ClientTarget.Identity,
    schema: SchemaTable,
    type: EntityTypeSlot
  ) {
    let (name, value): (String, FieldValue) =
      switch identity {
      case .record(let key) where key.entityType == "company": ("company", .reference(key))
      case .record(let key): ("contacts", .reference(key))
      case .address(let address) where address.contains("@"): ("emails", .text(address))
      case .address(let address): ("phones", .text(address))
      }
    guard let number = schema.number(ofField: name, in: type) else { return }
    let given = changes.first { $0.number == number }?.value
    let isMultiple = schema.field(number, of: type)?.isMultiple ?? false
    var linked = value
    if isMultiple {
      var members: [FieldValue] = []
      if case .list(let others)? = given { members = others.filter { $0 != value } }
      linked = .list([value] + members)
    }
    changes.removeAll { $0.number == number }
    changes.append(StoredChange(number, linked))
    changes.sort { $0.number < $1.number }
  }
}
