import RobotModel

// Who is told when something goes wrong (S-22)
//
// The head of the responsible's department; if that is the responsible or somebody absent, the head
// one level up, and so on. If all of them are absent, the first one all the same: somebody must be
// told. The directory is records, which a CRM mirrors in any order, so departments may be missing
// or go round in a circle: what was seen is not asked again.

extension Engine {
  /// The supervisor of an item's responsible, now.
  ///
  /// - Throws: `NO_RESPONSIBLE`, `NO_SUPERVISOR`.
  func supervisor(of record: Slot<RecordRow>) throws(RunFailure) -> String {
    let responsible = try resolve(.responsible, of: record)
    let user = RecordKey(entityType: PredefinedTypes.user.id, id: responsible)
    var department = reference("department", of: store.liveRecord(user))
    var seen: Set<RecordKey> = []
    var first: String?
    while let key = department, seen.insert(key).inserted {
      let slot = store.liveRecord(key)
      if let head = reference("head", of: slot)?.id, head != responsible {
        if !isAbsent(head) { return head }
        first = first ?? head
      }
      department = reference("parent", of: slot)
    }
    if let first { return first }
    throw RunFailure(
      reason: .noSupervisor,
      message: "nobody leads the department of \"\(responsible)\", or one above it"
    )
  }

  /// Whether a user is away now: from `absent_from` on, until `absent_until` or for good.
  func isAbsent(_ user: String) -> Bool {
    let key = RecordKey(entityType: PredefinedTypes.user.id, id: user)
    let record = store.liveRecord(key)
    guard case .timestamp(let from)? = value("absent_from", of: record), from <= time else {
      return false
    }
    guard case .timestamp(let until)? = value("absent_until", of: record) else { return true }
    return time < until
  }

  private func reference(_ field: String, of record: Slot<RecordRow>?) -> RecordKey? {
    if case .reference(let key)? = value(field, of: record) { key } else { nil }
  }

  private func value(_ field: String, of record: Slot<RecordRow>?) -> FieldValue? {
    guard let record,
      let number = store.schema.number(ofField: field, in: store.records[record].entityType)
    else { return nil }
    return store.records[record].fields[number]
  }
}
