import RobotModel

// Which records an erasure concerns: those that name the record by a reference or an address, now
// or in their history; those that refer to such an item, since a task or comment of a deal names
// the deal's client; and wherever a text stands that was asked for.

extension Engine {
  /// Finds the records that an erasure has to change, and those that go with it.
  func find(_ erasure: Erasure, key: RecordKey) {
    var direct: [Slot<RecordRow>] = []
    var items: Set<RecordKey> = []
    let linked = recordsWithAddresses(of: erasure)
    for index in 0..<store.records.endIndex {
      let record = Slot<RecordRow>(index: index)
      if record == erasure.record { continue }
      if belongs(record, to: key) {
        erasure.belongings.append(record)
      } else if isOfClient(record) {
        if concerns(record, erasure.wordsOfOthers) { direct.append(record) }
      } else if linked.contains(record) || concerns(record, erasure.words) {
        direct.append(record)
        let type = store.schema.definition(of: store.records[record].entityType)
        if type?.hasStages ?? false { items.insert(store.key(of: record)) }
      }
    }
    // The last is changed first.
    erasure.concerned = direct + recordsReferring(to: items, besides: Set(direct), erasure)
  }

  /// Another person or company, who may have the same name.
  func isOfClient(_ record: Slot<RecordRow>) -> Bool {
    Self.clientTypes.contains(store.schema.id(of: store.records[record].entityType))
  }

  /// A comment, notification or file goes with the record that it is about.
  private func belongs(_ record: Slot<RecordRow>, to key: RecordKey) -> Bool {
    let type = store.records[record].entityType
    guard ["comment", "file", "notification"].contains(store.schema.id(of: type)),
      let number = store.schema.number(ofField: "item", in: type)
    else { return false }
    return store.records[record].fields[number] == .reference(key)
  }

  /// Those that have one of the addresses, however it is written.
  private func recordsWithAddresses(of erasure: Erasure) -> Set<Slot<RecordRow>> {
    var records: Set<Slot<RecordRow>> = []
    for address in erasure.words.comparedAddresses {
      records.formUnion(store.clients.records(naming: .address(address), atMost: .max))
    }
    return records
  }

  private func recordsReferring(
    to items: Set<RecordKey>,
    besides direct: Set<Slot<RecordRow>>,
    _ erasure: Erasure
  ) -> [Slot<RecordRow>] {
    var found: [Slot<RecordRow>] = []
    if items.isEmpty { return found }
    let others = Set(erasure.belongings).union(direct).union([erasure.record])
    for index in 0..<store.records.endIndex {
      let record = Slot<RecordRow>(index: index)
      guard !others.contains(record), !isOfClient(record) else { continue }
      if store.records[record].fields.contains(where: { $0.value.refers(to: items) }) {
        found.append(record)
      }
    }
    return found
  }

  private func concerns(_ record: Slot<RecordRow>, _ words: ErasedWords) -> Bool {
    store.records[record].fields.contains { words.concern($0.value) }
      || store.entries(of: record).contains { entry in
        store.history[entry].detail.map { words.concern($0) } ?? false
      }
      || (words.hasTexts || words.isOfDocument)
        && store.visits(of: record).contains { concerns($0, words) }
  }

  private func concerns(_ visit: Slot<VisitRow>, _ words: ErasedWords) -> Bool {
    store.visits[visit].detail?.entryValues.contains { words.concern($0.value) } ?? false
      || store.runs(of: visit).contains { run in
        store.runs[run].detail.map { words.replaced($0.detail) != $0.detail } ?? false
      }
  }
}

extension FieldValue {
  /// Whether it is or holds a reference to one of some records.
  fileprivate func refers(to keys: Set<RecordKey>) -> Bool {
    switch self {
    case .reference(let key): keys.contains(key)
    case .list(let members): members.contains { $0.refers(to: keys) }
    case .text, .boolean, .integer, .decimal, .money, .date, .timestamp: false
    }
  }
}
