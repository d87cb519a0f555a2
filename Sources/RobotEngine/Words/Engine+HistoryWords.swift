package import RobotModel

extension Engine {
  /// A history entry in words: who did what, and what it was before.
  package func summary(of entry: HistoryEntry) -> String {
    let who = subject(of: entry)
    switch entry.kind {
    case .created:
      let place = entry.newStage.isEmpty ? "" : " in \(stageWords(entry, isNew: true))"
      return "\(who) created \(entry.record)\(place)"
    case .fieldChanged:
      let old = entry.oldValue.map(words) ?? "empty"
      let new = entry.newValue.map(words) ?? "empty"
      return "\(who) changed \(entry.field) from \(old) to \(new)"
    case .moved:
      return "\(who) moved \(entry.record) from \(stageWords(entry, isNew: false))"
        + " to \(stageWords(entry, isNew: true))"
    case .erased: return "\(who) erased a \(entry.record.entityType), now \(entry.record)"
    case .deleted: return "\(who) deleted \(entry.record)"
    case .logged: return "\(who) noted: \(entry.text)"
    case .commented: return "\(who) commented: \(entry.text)"
    case .notified:
      return "\(who) notified \(entry.newValue.map(words) ?? "nobody"): \(entry.text)"
    case .runSucceeded: return "\(robotName(entry)) succeeded"
    case .runFailed: return "\(robotName(entry)) failed\(cause(of: entry))"
    case .runSkipped: return "\(robotName(entry)) was skipped\(cause(of: entry))"
    case .runCancelled: return "\(robotName(entry)) was cancelled\(cause(of: entry))"
    case .actionHandedOut: return "\(robotName(entry)) was handed to a worker"
    case .actionReturned:
      return "\(robotName(entry)) came back from its worker"
        + (entry.text.isEmpty ? "" : ": \(entry.text)")
    case .paused where entry.reason == .loopBreaker:
      return
        "robots had moved \(entry.record) \(Limits.automatedMovesPerDay) times within a day, so"
        + " they were stopped until a person lets them go on"
    case .paused: return "\(who) paused the robots of \(entry.record)"
    case .runRescheduled:
      if entry.actingUser == Author.builtInUser {
        return "the time of \(robotName(entry)) went from"
          + " \(entry.oldValue.map(words) ?? "none") to \(entry.newValue.map(words) ?? "none")"
          + " with its date or calendar"
      }
      return "\(entry.actingUser) set the time of \(robotName(entry)) from"
        + " \(entry.oldValue.map(words) ?? "none") to \(entry.newValue.map(words) ?? "none")"
    case .runAskedFor: return "\(entry.actingUser) asked for \(robotName(entry))"
    case .resumed: return "\(who) let the robots of \(entry.record) go on"
    case .event: return words(event: entry, by: who)
    case .lateResult:
      return "a worker's result for \(robotName(entry)) came too late: \(entry.text)"
    }
  }

  /// "ann", or "Greet for ann" where a robot did it in somebody's name.
  private func subject(of entry: HistoryEntry) -> String {
    if !entry.trigger.isEmpty {
      let trigger = nameOfTrigger(entry.trigger)
      return entry.actingUser == Author.builtInUser
        ? trigger : "\(trigger) for \(entry.actingUser)"
    }
    if entry.robot.isEmpty { return entry.actingUser }
    if entry.actingUser == Author.builtInUser { return robotName(entry) }
    return "\(robotName(entry)) for \(entry.actingUser)"
  }

  private func robotName(_ entry: HistoryEntry) -> String { nameOfRobot(entry.robot) }

  /// A robot's name for people, or its id where it has none.
  func nameOfRobot(_ id: String) -> String {
    guard let slot = store.robots.slotEver(of: id) else { return "robot \"\(id)\"" }
    let name = store.robots[store.robots.newest(slot)].robot.displayName
    return name.isEmpty ? "robot \"\(id)\"" : "robot \"\(name)\""
  }

  private func cause(of entry: HistoryEntry) -> String {
    Reason.cause(entry.reason, entry.text)
  }

  private func stageWords(_ entry: HistoryEntry, isNew: Bool) -> String {
    let key = StageKey(
      entityType: entry.record.entityType,
      pipeline: isNew ? entry.newPipeline : entry.oldPipeline,
      stage: isNew ? entry.newStage : entry.oldStage
    )
    let isSamePipeline = entry.oldPipeline == entry.newPipeline
    return words(key, withPipeline: !isSamePipeline)
  }

  /// A stage's name for people: "Offer", or "Offer" of "Sales".
  func words(_ key: StageKey, withPipeline: Bool) -> String {
    let pipeline = store.schema.pipeline(key.pipelineKey)
    let stage = pipeline?.stages.first { $0.id == key.stage }
    let stageName = stage.map { $0.displayName.isEmpty ? $0.id : $0.displayName } ?? key.stage
    guard withPipeline else { return "\"\(stageName)\"" }
    let pipelineName =
      pipeline.map { $0.displayName.isEmpty ? $0.id : $0.displayName } ?? key.pipeline
    return "\"\(stageName)\" of \"\(pipelineName)\""
  }

  /// A value as people read it, moments in the daemon's zone; of a long one the beginning.
  func words(_ value: FieldValue) -> String {
    let most = Limits.valueWordsByteCount
    return switch value {
    case .text(let text): "\"\(text.shortened(toByteCount: most))\""
    case .timestamp(let instant): words(instant)
    case .list(let members):
      members.map(words).joined(separator: ", ").shortened(toByteCount: most)
    case .boolean(let isTrue): isTrue ? "yes" : "no"
    case .integer, .decimal, .money, .date, .reference: value.text
    }
  }
}
