import RobotModel

// Which records an erasure concerns: those that name the record by a reference or an address, now
// or in their history; those that refer to such an item, since a task or comment of a deal names
// the deal's client; and wherever a text stands that was asked for.
//
// All records are looked at, one after another. What changes behind this place is looked at again.
// An item that is found so late has all records looked at once more, for those that refer to it.

extension Engine {
  /// Looks at the next records; false if there is none to look at.
  func findSome(_ erasure: Erasure) -> Bool {
    if erasure.isRecordChanged {
      erasure.isRecordChanged = false
      learnNames(erasure)
    }
    var effort = Self.erasureSteps
    while effort > 0 {
      effort -= 1
      if let record = erasure.changed.popLast() {
        look(at: record, erasure, &effort)
      } else if erasure.nextRecord < store.records.endIndex {
        look(at: Slot(index: erasure.nextRecord), erasure, &effort)
        erasure.nextRecord += 1
      } else if erasure.nextReferring < erasure.nextRecord, !erasure.newItems.isEmpty {
        lookForNewItems(at: Slot(index: erasure.nextReferring), erasure)
        erasure.nextReferring += 1
      } else {
        erasure.newItems = []
        return effort < Self.erasureSteps - 1
      }
    }
    return true
  }

  /// Takes notice of what a batch has changed of records that an erasure has looked at.
  func hearOfBatch(_ erasure: Erasure) {
    if erasure.isOwnBatch {
      erasure.isOwnBatch = false
      return
    }
    for record in batch.records { erasure.hear(record) }
    for visit in batch.visits { erasure.hear(store.visits[visit].record) }
    for run in batch.runs { erasure.hear(store.visits[store.runs[run].visit].record) }
    for entry in batch.entries { erasure.hear(store.history[entry].record) }
    for request in batch.remembered where erasure.words.isPart(of: request.response) {
      erasure.answers.append(request)
    }
  }

  /// Lets repeated requests be answered with nothing where the first answer tells of the record;
  /// false if there is none to look at.
  func emptySomeAnswers(_ erasure: Erasure) -> Bool {
    if let told = erasure.answers.popLast() {
      if let request = store.remembered.find(scope: told.scope, id: told.id) { empty(request) }
      return true
    }
    let start = erasure.nextAnswer
    let end = min(store.remembered.endIndex, start + Self.answersAtOnce)
    guard start < end else { return false }
    for place in start..<end {
      guard let request = store.remembered.request(at: place),
        erasure.words.isPart(of: request.response)
      else { continue }
      empty(request)
    }
    erasure.nextAnswer = end
    return true
  }

  private func empty(_ request: RememberedRequest) {
    var request = request
    request.response = []
    remember(request)
  }

  /// Some hundred microseconds of looking at rows.
  private static let erasureSteps = 200
  private static let answersAtOnce: UInt32 = 50

  private func look(at record: Slot<RecordRow>, _ erasure: Erasure, _ effort: inout Int) {
    if record == erasure.record { return }
    if belongs(record, to: erasure.key) {
      erasure.belongings.append(record)
    } else if isOfClient(record) {
      if concerns(record, erasure.wordsOfOthers, &effort) { erasure.direct.append(record) }
    } else if concerns(record, erasure.words, &effort) {
      erasure.direct.append(record)
      let type = store.schema.definition(of: store.records[record].entityType)
      if type?.hasStages ?? false { erasure.add(item: store.key(of: record)) }
    } else if refers(record, to: erasure.items) {
      erasure.indirect.append(record)
    }
  }

  private func lookForNewItems(at record: Slot<RecordRow>, _ erasure: Erasure) {
    guard record != erasure.record, !isOfClient(record), !belongs(record, to: erasure.key),
      refers(record, to: erasure.newItems)
    else { return }
    erasure.indirect.append(record)
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

  private func refers(_ record: Slot<RecordRow>, to items: Set<RecordKey>) -> Bool {
    !items.isEmpty && store.records[record].fields.contains { $0.value.refers(to: items) }
  }

  private func concerns(
    _ record: Slot<RecordRow>,
    _ words: ErasedWords,
    _ effort: inout Int
  ) -> Bool {
    if store.records[record].fields.contains(where: { words.concern($0.value) }) { return true }
    for entry in store.entries(of: record) {
      effort -= 1
      if let detail = store.history[entry].detail, words.concern(detail) { return true }
    }
    guard words.hasTexts || words.isOfDocument else { return false }
    for visit in store.visits(of: record) {
      effort -= 1
      let values = store.visits[visit].detail?.entryValues ?? []
      if values.contains(where: { words.concern($0.value) }) { return true }
      for run in store.runs(of: visit) {
        effort -= 1
        guard let detail = store.runs[run].detail?.detail else { continue }
        if words.replaced(detail) != detail { return true }
      }
    }
    return false
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
