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
    engine.tell(act.parameters.members("recipients"), act.parameters.text("text") ?? "", act)
    return []
  }
}
