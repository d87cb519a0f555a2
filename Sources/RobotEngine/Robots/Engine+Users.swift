import RobotModel

extension Engine {
  /// The user that an expression means for an item now (S-20).
  /// - Throws: `NO_RESPONSIBLE`, `NO_SUPERVISOR`, or `EMPTY_VALUE` where the item has no creator.
  func resolve(
    _ expression: UserExpression,
    of record: Slot<RecordRow>
  ) throws(RunFailure) -> String {
    switch expression {
    case .user(let id): return id
    case .responsible:
      if let user = userField("responsible", of: record) { return user }
      throw RunFailure(reason: .noResponsible, message: "the item has no responsible")
    case .supervisor: return try supervisor(of: record)
    case .creator:
      if let user = userField("creator", of: record) { return user }
      throw RunFailure(reason: .emptyValue, message: "the item has no creator")
    }
  }

  private func userField(_ name: String, of record: Slot<RecordRow>) -> String? {
    let type = store.records[record].entityType
    guard let number = store.schema.number(ofField: name, in: type),
      case .reference(let key)? = store.records[record].fields[number]
    else { return nil }
    return key.id
  }
}
