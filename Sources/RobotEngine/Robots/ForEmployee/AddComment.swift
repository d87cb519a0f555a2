import RobotModel

/// R10: adds a comment to the item.
struct AddComment: RobotKind {
  let type = RobotType(
    id: "add_comment",
    displayName: "Add a comment",
    description: "Adds a comment to the item, in the acting user's name.",
    categories: [.forEmployee, .itemManagement],
    parameters: [
      Parameter(
        id: "text",
        displayName: "Text",
        description: "The comment.",
        kind: .template,
        isRequired: true
      )
    ],
    outputs: [Output(id: "comment", displayName: "Comment", type: .reference)]
  )

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    let text = act.parameters.text("text") ?? ""
    let comment = engine.makePredefinedRecord(
      "comment",
      [
        NamedValue(name: "item", value: .reference(engine.store.key(of: act.record))),
        NamedValue(name: "author", value: .user(act.actingUser)),
        NamedValue(name: "text", value: .text(text)),
        NamedValue(name: "time", value: .timestamp(engine.time)),
      ],
      by: act.author
    )
    let parts = Engine.EntryParts(detail: .words(text))
    engine.note(.commented, of: act.record, by: act.author, parts)
    return [NamedValue(name: "comment", value: .reference(comment))]
  }
}
