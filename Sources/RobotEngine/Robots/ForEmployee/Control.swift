import RobotModel

/// R7: tells the supervisor that something is amiss with an item.
///
/// What it watches for is a ``Breach``; where there is none when its time comes, the run is skipped
/// and nobody is told.
struct Control: RobotKind {
  let type = RobotType(
    id: "control",
    displayName: "Control",
    description: "Tells the supervisor of the responsible if nothing goes on with the item.",
    categories: [.forEmployee],
    parameters: [
      Parameter(
        id: "violation",
        displayName: "Violation",
        description: "What must not be: STAGE_UNCHANGED, the item still stands in the stage;"
          + " NO_ANSWER_FOR, the client was last active so long ago and got no answer since;"
          + " NO_ACTIVITY_FOR, neither client nor staff have been active for so long.",
        kind: .choice,
        options: Breach.allCases.map(\.rawValue),
        defaultValue: .text(Breach.stageUnchanged.rawValue)
      ),
      Parameter(
        id: "for",
        displayName: "For",
        description: "How long: \"48 hours\", \"2 days\"; only of NO_ANSWER_FOR and"
          + " NO_ACTIVITY_FOR.",
        kind: .text
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

  func violations(of robot: Robot, in engine: Engine) -> [RequestError.Violation] {
    let text = robot.parameters.text("for") ?? ""
    let hasSpan = Breach(of: robot).hasSpan
    let problem: String
    switch (hasSpan, text.isEmpty) {
    case (true, true): problem = "is needed; expected a count and a unit such as 2 days"
    case (false, false): problem = "belongs to NO_ANSWER_FOR and NO_ACTIVITY_FOR alone"
    case (true, false) where TimeSpan(text: text).map(\.isZero) ?? true:
      problem = "\(quoted(text)) is no span of time; expected a count and a unit such as 2 days"
    case (true, false), (false, true): return []
    }
    return [RequestError.Violation(field: "parameters.for", description: problem)]
  }

  func objection(
    to version: RobotVersionSlot,
    in visit: Slot<VisitRow>,
    of engine: Engine
  ) -> String? {
    let robot = engine.store.robots.compiled(engine.store.robots.textVersion(of: version)).robot
    let zone = engine.zone(ofVersion: version, for: engine.store.visits[visit].record)
    let span = robot.parameters.text("for").flatMap { TimeSpan(text: $0) } ?? .zero
    return engine.absence(of: Breach(of: robot), for: span, in: visit, zone)
  }

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    engine.tell(act.parameters.members("recipient"), act.parameters.text("text") ?? "", act)
    return []
  }
}
