package import RobotModel

// Erasing (S-36)
//
// First everything is found, then it is changed, record by record, each a batch of its own: both in
// steps, between which others have their turns. Whatever they change meanwhile is looked at once
// more, so that nothing is left of what comes behind the search. The record itself comes last: as
// long as it is there, a crash leaves a state from which the same call finds what is left to do.
// From the first batch on the store keeps in mind that its older files have to go; whoever writes
// snapshots sees to it, and ends it by `endErasure`.
//
// The row of an erased record stays, deleted and under a made id, because visits and runs belong to
// it: they count in what robots have done, and say nothing more.

extension Engine {
  /// Begins an erasure, in the place of one that was left.
  ///
  /// - Throws: `INVALID_ARGUMENT` naming the field, `NOT_FOUND` for an unknown type.
  package func makeErasure(
    _ command: EraseRecord,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Erasure {
    advance(to: now)
    try check(command)
    if !command.isValidateOnly, let record = store.liveRecord(command.key) { settle(record) }
    let type = try requireEntityType(command.key.entityType)
    let record = store.slot(ofRecord: command.key.id, type: type)
    let newKey = RecordKey(
      entityType: command.key.entityType,
      id: record.isSome ? store.erasedID(of: record) : ErasedWords.mark
    )
    let erasure = Erasure(command, caller: caller, record: record, newKey: newKey)
    learnNames(erasure)
    self.erasure = erasure
    return erasure
  }

  /// Goes on with an erasure: looks at some records, or changes or counts one; each step is a
  /// batch.
  ///
  /// - Returns: Whether there is more to do.
  package func eraseNext(_ erasure: Erasure) -> Bool {
    if findSome(erasure) { return true }
    if erasure.isPreview {
      if countOne(erasure) { return true }
      leaveErasure()
      return false
    }
    if let record = erasure.unsettled.popLast() {
      settle(record)
      return true
    }
    if eraseOne(erasure) {
      if !batch.isEmpty { openErasure() }
      erasure.isOwnBatch = !batch.isEmpty
      return true
    }
    leaveErasure()
    return false
  }

  /// Lets what others change no longer count for an erasure.
  package func leaveErasure() {
    erasure = nil
  }

  /// Changes what comes next; false if nothing is left.
  private func eraseOne(_ erasure: Erasure) -> Bool {
    if let record = erasure.indirect.popLast() ?? erasure.direct.popLast() {
      redact(record, erasure)
      erasure.unsettled.append(record)
    } else if let record = erasure.belongings.last {
      guard !store.isErased(record) else {
        erasure.belongings.removeLast()
        return true
      }
      guard erase(record, erasure) else { return true }
      erasure.belongings.removeLast()
      erasure.reply.erasedRecords += 1
    } else if emptySomeAnswers(erasure) {
      return true
    } else if erasure.isRecordLeft {
      guard erase(erasure.record, erasure) else { return true }
      erasure.reply.erasedID = store.records[erasure.record].id
      erasure.isRecordLeft = false
    } else {
      return false
    }
    return true
  }

  private func openErasure() {
    if isErasureOpen { return }
    isErasureOpen = true
    batch.isStoreTouched = true
  }

  /// Keeps in mind that no file holds any more what was erased.
  package func endErasure() {
    isErasureOpen = false
    batch.isStoreTouched = true
  }

  /// Makes what the store knows of itself durable with the current batch, as the first of a file.
  package func keepStoreFact() {
    batch.isStoreTouched = true
  }

  /// Takes in what its record is called by now.
  func learnNames(_ erasure: Erasure) {
    guard erasure.record.isSome else { return }
    erasure.learn(
      names: names(of: erasure.record),
      addresses: texts(in: Self.addressFields, of: erasure.record)
    )
  }

  private static let calledFields = ["name", "first_name", "last_name"]
  private static let nameFields = calledFields + ["street"]
  private static let addressFields = ["phones", "emails", "phone", "email"]

  private func check(_ command: EraseRecord) throws(RequestError) {
    var violations = Violations()
    if ["user", "department"].contains(command.key.entityType) {
      violations.add(
        "entity_type",
        "\"\(command.key.entityType)\" cannot be erased: history names who did what; delete the"
          + " record instead"
      )
    }
    if let problem = IdentifierForm.problem(of: command.key.id) { violations.add("id", problem) }
    if command.texts.count > Limits.erasedTextCount {
      violations.add(
        "texts",
        "has \(command.texts.count) texts; expected at most \(Limits.erasedTextCount)"
      )
    }
    for (index, text) in command.texts.enumerated()
    where !Limits.erasedTextLength.contains(text.unicodeScalars.count) {
      violations.add(
        "texts[\(index)]",
        "has \(text.unicodeScalars.count) characters; expected"
          + " \(Limits.erasedTextLength.lowerBound) to \(Limits.erasedTextLength.upperBound)"
      )
    }
    try violations.throwIfAny()
  }

  /// What a record is and was called; of a contact also each word of that, since people are called
  /// by one name as well.
  private func names(of record: Slot<RecordRow>) -> Set<String> {
    let names = texts(in: Self.nameFields, of: record)
    guard record.isSome, store.schema.id(of: store.records[record].entityType) == "contact" else {
      return names
    }
    return names.union(texts(in: Self.calledFields, of: record).flatMap(\.partsBetweenSpaces))
  }

  /// What some text fields of a record hold and ever held, as far as history tells.
  private func texts(in names: [String], of record: Slot<RecordRow>) -> Set<String> {
    guard record.isSome else { return [] }
    let type = store.records[record].entityType
    var values: [FieldValue?] = names.map { name in
      store.schema.number(ofField: name, in: type).flatMap { store.records[record].fields[$0] }
    }
    for entry in store.entries(of: record) {
      guard let detail = store.history[entry].detail, names.contains(detail.field) else { continue }
      values += [detail.oldValue, detail.newValue]
    }
    return Set(values.flatMap { $0?.texts ?? [] })
  }

  /// Deletes a record, or if that is done erases it with its visits, runs and history.
  ///
  /// The deletion is a batch of its own: whoever follows the changes hears of it under the id that
  /// they know.
  /// - Returns: Whether it is erased.
  private func erase(_ record: Slot<RecordRow>, _ erasure: Erasure) -> Bool {
    guard store.records[record].isDeleted else {
      erasure.reply.cancelledRuns += endVisits(of: record, at: nil)
      removeRecord(record, by: Author(erasure.caller))
      return false
    }
    store.erase(record)
    batch.definitions.append(.removedRecord(store.records[record].number))
    touch(record)
    note(.erased, of: record, by: Author(erasure.caller))
    return true
  }
}

extension FieldValue {
  /// Its text, or its members'.
  fileprivate var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let members): members.flatMap(\.texts)
    case .boolean, .integer, .decimal, .money, .date, .timestamp, .reference: []
    }
  }
}
