import RobotModel

/// G16: a field of the item has changed.
struct FieldChanged: TriggerKind {
  /// The type's id.
  static let id = "field_changed"

  let type = TriggerType(
    id: id,
    displayName: "Field changed",
    description: "A field of the item has changed: by a person or program, or also by robots.",
    parameters: [
      Parameter(
        id: "field",
        displayName: "Field",
        description: "The field that is watched.",
        kind: .field,
        isRequired: true
      ),
      Parameter(
        id: "include_automation",
        displayName: "Also by robots",
        description: "Hears of changes that robots have made, too.",
        kind: .boolean,
        defaultValue: .boolean(false)
      ),
    ],
    payload: [
      PayloadField(
        id: "field",
        displayName: "Field",
        description: "The id of the field that has changed.",
        type: .text,
        isRequired: true
      )
    ],
    comesFromRecords: true
  )

  func hears(of event: HeardEvent, with parameters: [NamedValue]) -> Bool {
    if event.isAutomated, parameters.value("include_automation") != .boolean(true) { return false }
    guard let field = parameters.value("field") else { return false }
    return event.payload.members("field").contains(field)
  }

  func subject(of payload: [NamedValue]) -> String {
    payload.members("field").map(\.text).joined(separator: ", ")
  }

  /// A told change is the one that a record's change told of already, if that is the newest and the
  /// field still holds what it wrote.
  func wasHeard(_ event: HeardEvent, by record: Slot<RecordRow>, in engine: Engine) -> Bool {
    let type = engine.store.records[record].entityType
    guard event.isTold, let field = event.payload.text("field"),
      let number = engine.store.schema.number(ofField: field, in: type),
      let change = engine.recentEntry(
        of: record,
        since: .earliest,
        where: { row in row.kind == .fieldChanged && row.detail?.field == field }
      )
    else { return false }
    return change.detail?.newValue == engine.store.records[record].fields[number]
  }
}
