import RobotModel

/// One run's work: for whom, on what, with what.
struct RobotAct {
  /// The item.
  let record: Slot<RecordRow>
  /// The run that asks for it.
  let run: Slot<RunRow>
  /// A user's id.
  let actingUser: String
  /// Texts rendered, expressions resolved, in the order of the robot type's parameters.
  ///
  /// A parameter that is not given has its default or is absent. Users are references.
  let parameters: [NamedValue]

  /// The parameter's value, if it is given.
  subscript(name: String) -> FieldValue? { parameters.value(name) }

  /// Who changes what the work changes.
  var author: Author { Author(user: actingUser, run: run) }
}

/// Why a run failed.
struct RunFailure: Error, Hashable {
  /// One of the reasons of FAILED.
  let reason: Reason
  /// In words.
  let message: String
}

extension [NamedValue] {
  /// The value with a name.
  func value(_ name: String) -> FieldValue? { first { $0.name == name }?.value }

  /// The text with a name.
  func text(_ name: String) -> String? {
    if case .text(let text)? = value(name) { text } else { nil }
  }

  /// The members of a list with a name, or a single value as the only member.
  func members(_ name: String) -> [FieldValue] {
    switch value(name) {
    case .list(let members)?: members
    case let single?: [single]
    case nil: []
    }
  }
}

extension Engine {
  /// Fails a run whose item was deleted meanwhile.
  func requireItem(of act: RobotAct) throws(RunFailure) {
    guard store.records[act.record].isDeleted else { return }
    throw RunFailure(reason: .refused, message: "the item no longer exists")
  }

  /// Makes a record of a predefined type under an id that the store makes.
  func makePredefinedRecord(
    _ type: String,
    _ values: [NamedValue],
    by author: Author
  ) -> RecordKey {
    guard let slot = store.schema.slot(ofEntityType: type) else {
      preconditionFailure("the entity type \(type) is predefined")
    }
    var fields: [StoredField] = []
    for value in values {
      guard let number = store.schema.number(ofField: value.name, in: slot) else {
        preconditionFailure("the field \(type).\(value.name) is predefined")
      }
      if value.value != .text("") { fields[number] = value.value }
    }
    let record = makeRecord(type: slot, fields: fields, by: author)
    return store.key(of: record)
  }
}
