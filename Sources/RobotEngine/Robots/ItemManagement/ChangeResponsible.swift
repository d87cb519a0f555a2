import RobotModel

/// R5: gives the item another responsible.
struct ChangeResponsible: RobotKind {
  let type = RobotType(
    id: "change_responsible",
    displayName: "Change responsible",
    description: "Makes a user responsible for the item.",
    categories: [.forEmployee, .itemManagement],
    parameters: [
      Parameter(
        id: "user",
        displayName: "User",
        description: "Who is responsible from then on.",
        kind: .user,
        isRequired: true
      )
    ]
  )

  var changesItem: Bool { true }

  func fieldsWritten(by robot: Robot) -> [String] { ["responsible"] }

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    try engine.requireItem(of: act)
    let type = engine.store.records[act.record].entityType
    guard let number = engine.store.schema.number(ofField: "responsible", in: type) else {
      throw RunFailure(reason: .refused, message: "the item has no field \"responsible\"")
    }
    engine.setFields([StoredChange(number, act["user"])], of: act.record, by: act.author)
    return []
  }
}
