import RobotModel

/// R8: tells users something.
///
/// The store keeps one `notification` record for each recipient; where a queue is configured, a
/// worker gets one action with all of them.
struct Notify: RobotKind {
  let type = RobotType(
    id: "notify",
    displayName: "Notify",
    description: "Sends a notification to users, in the acting user's name.",
    categories: [.forEmployee],
    parameters: [
      Parameter(
        id: "recipients",
        displayName: "Recipients",
        description: "Who is told.",
        kind: .user,
        isRequired: true,
        isMultiple: true
      ),
      Parameter(
        id: "text",
        displayName: "Text",
        description: "What they are told.",
        kind: .template,
        isRequired: true
      ),
    ]
  )

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    let text = act.parameters.text("text") ?? ""
    let item = engine.store.key(of: act.record)
    for recipient in act.parameters.members("recipients") {
      _ = engine.makePredefinedRecord(
        "notification",
        [
          NamedValue(name: "recipient", value: recipient),
          NamedValue(name: "sender", value: .user(act.actingUser)),
          NamedValue(name: "text", value: .text(text)),
          NamedValue(name: "item", value: .reference(item)),
          NamedValue(name: "time", value: .timestamp(engine.time)),
        ],
        by: act.author
      )
      var parts = Engine.EntryParts()
      parts.text = text
      parts.field = "recipient"
      parts.newValue = recipient
      engine.note(.notified, of: act.record, by: act.author, parts)
    }
    return []
  }
}
