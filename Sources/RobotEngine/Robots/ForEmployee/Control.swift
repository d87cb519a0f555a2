import RobotModel

/// R7: tells the supervisor that nothing has happened with an item.
///
/// A run acts as long as its visit lasts, so a run that comes to act is the violation: the item
/// still stands in the stage. Of a robot that outlives the stage the visit is looked at once more.
struct Control: RobotKind {
  let type = RobotType(
    id: "control",
    displayName: "Control",
    description: "Tells the supervisor of the responsible if the item has not moved on.",
    categories: [.forEmployee],
    parameters: [
      Parameter(
        id: "violation",
        displayName: "Violation",
        description: "What must not be: STAGE_UNCHANGED, the item still stands in the stage.",
        kind: .choice,
        options: [stageUnchanged],
        defaultValue: .text(stageUnchanged)
      ),
      Parameter(
        id: "recipient",
        displayName: "Recipient",
        description: "Who is told.",
        kind: .user,
        defaultValue: .text("supervisor")
      ),
      Parameter(
        id: "text",
        displayName: "Text",
        description: "What the recipient is told.",
        kind: .template,
        isRequired: true
      ),
    ]
  )

  /// The only violation so far: the others ask for the activity of clients and staff (S-33).
  private static let stageUnchanged = "STAGE_UNCHANGED"

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    let visit = engine.store.runs[act.run].visit
    guard engine.store.visits[visit].leaveTime.instant == nil else { return [] }
    engine.tell(act.parameters.members("recipient"), act.parameters.text("text") ?? "", act)
    return []
  }
}
