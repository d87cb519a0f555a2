import RobotModel

// Which items an event concerns that names a client (S-12): those whose own fields name it, and for
// an address those of the contacts and companies that have it, too.

extension Engine {
  /// The open items of a client in the order of their making.
  ///
  /// - Parameter most: How many records that name the client are looked at.
  /// - Returns: Nil for a client whom more records name.
  func openItems(
    of target: ClientTarget,
    lookingAt most: Int = Limits.recordsPerClient
  ) -> [Slot<RecordRow>]? {
    var named = [Client(target.identity)]
    var items: [Slot<RecordRow>] = []
    var seen: Set<Slot<RecordRow>> = []
    var looked = 0
    while let client = named.popLast() {
      let records = store.clients.records(naming: client, atMost: most - looked + 1)
      looked += records.count
      if looked > most { return nil }
      for record in records where names(record, client) && seen.insert(record).inserted {
        if isSought(record, by: target) { items.append(record) }
        let key = store.key(of: record)
        if case .address = client, Self.clientTypes.contains(key.entityType) {
          named.append(.record(key))
        }
      }
    }
    return items.sorted { left, right in
      let (left, right) = (store.records[left], store.records[right])
      return (left.createTime, left.number) < (right.createTime, right.number)
    }
  }

  /// The contact or company that alone has an address; nil where none has it, or several.
  func onlyClient(with address: String) -> RecordKey? {
    let client = Client.address(ClientAddress.normalized(address))
    let most = Limits.recordsPerClient
    let records = store.clients.records(naming: client, atMost: most + 1)
    if records.count > most { return nil }
    let keys = records.filter { names($0, client) }.map { store.key(of: $0) }
      .filter { Self.clientTypes.contains($0.entityType) }
    return keys.count == 1 ? keys[0] : nil
  }

  /// The types of records that are clients.
  static let clientTypes = ["contact", "company"]

  /// Whether an item stands in a stage that is not final.
  func isOpen(_ record: Slot<RecordRow>) -> Bool {
    let stage = store.records[record].stage
    return stage != .none && store.schema.stage(stage)?.kind == .inProgress
  }

  private func names(_ record: Slot<RecordRow>, _ client: Client) -> Bool {
    let row = store.records[record]
    return !row.isDeleted && store.clients(in: row.fields, of: row.entityType).contains(client)
  }

  /// Whether a lead that is yet to be made would be an open item of a client.
  func isItem(_ lead: RecordPlan, of target: ClientTarget) -> Bool {
    guard let type = store.schema.slot(ofEntityType: Self.leadType) else { return false }
    let fields = [StoredField](lead.changes, sharing: store.users)
    return store.clients(in: fields, of: type).contains(Client(target.identity))
      && (target.entityTypes.isEmpty || target.entityTypes.contains(Self.leadType))
  }

  private func isSought(_ record: Slot<RecordRow>, by target: ClientTarget) -> Bool {
    let type = store.records[record].entityType
    guard store.schema.hasStages(type), isOpen(record) else { return false }
    let id = store.schema.id(of: type)
    return target.entityTypes.isEmpty
      ? DocumentType(rawValue: id) == nil : target.entityTypes.contains(id)
  }
}

extension Client {
  /// The client that a target names.
  init(_ identity: ClientTarget.Identity) {
    switch identity {
    case .record(let key): self = .record(key)
    case .address(let address): self = .address(ClientAddress.normalized(address))
    }
  }
}
