import RobotModel

/// R9: writes a line into the item's history.
struct WriteLog: RobotKind {
  let type = RobotType(
    id: "write_log",
    displayName: "Write to the history",
    description: "Writes a line into the item's history, in the acting user's name.",
    categories: [.itemManagement],
    parameters: [
      Parameter(
        id: "text",
        displayName: "Text",
        description: "What is written.",
        kind: .template,
        isRequired: true
      )
    ]
  )

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    let parts = Engine.EntryParts(detail: .words(act.parameters.text("text") ?? ""))
    engine.note(.logged, of: act.record, by: act.author, parts)
    return []
  }
}
