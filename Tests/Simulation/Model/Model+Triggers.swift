/// What triggers hear of.
enum ModelEvent {
  case numberChanged(ModelChange)
  case form(String)
}

extension Model {
  /// Sets the number; triggers of that kind in the item's pipeline will hear of a change (S-35).
  mutating func setNumber(_ item: Int, _ number: Int64, by run: (visit: Int, run: Int)?) {
    if items[item].number == number { return }
    items[item].number = number
    let isHeard = triggers.contains { if case .numberChanged = $0.kind { true } else { false } }
    if isHeard, items[item].stage.map(Self.pipeline) == "sales" {
      items[item].changes.append(ModelChange(visit: run?.visit, run: run?.run))
    }
  }

  /// Lets the triggers of an item's pipeline hear of an event (S-11, S-12).
  ///
  /// - Returns: The trigger that moved it, else the reason of S-40 why none did.
  @discardableResult
  mutating func hear(_ item: Int, _ event: ModelEvent) -> String {
    guard let stage = items[item].stage else { return "" }
    let isAtHome = Self.pipeline(of: stage) == "sales"
    var chosen: (trigger: ModelTrigger, order: (Int, Int, Int))?
    var reasons: [String] = []
    for (index, trigger) in triggers.enumerated() where isAtHome && isOfKind(trigger, event) {
      if let reason = reason(against: trigger, event, item, from: stage) {
        reasons.append(reason)
        continue
      }
      if hold(item, in: stage) != nil {
        reasons.append("PAUSED")
        continue
      }
      let place = position(trigger.stage)
      let order = (place < position(stage) ? 1 : 0, place, index)
      if let best = chosen, best.order < order { continue }
      chosen = (trigger, order)
    }
    guard let chosen else {
      if hold(item, in: stage) != nil { return "PAUSED" }
      return Self.reasons.first { reasons.contains($0) } ?? ""
    }
    var moves = [chosen.trigger.stage]
    if case .numberChanged(let change) = event, let visit = change.visit, let run = change.run {
      moves = chain(item, visit, run) + moves
    }
    if moves.filter({ $0 == chosen.trigger.stage }).count > 2 { return "LOOP_LIMIT" }
    if hasMovedTooOften(item) {
      items[item].isStopped = true
      return "LOOP_BREAKER"
    }
    move(item, to: chosen.trigger.stage, moves: moves)
    return chosen.trigger.id
  }

  /// The order in which reasons are told.
  private static let reasons = [
    "ALREADY_IN_STAGE", "TARGET_BEHIND", "FINAL_STAGE", "PARAM_MISMATCH", "CONDITION_FALSE",
    "DISABLED",
  ]

  private func position(_ stage: String) -> Int { Self.stages.firstIndex(of: stage) ?? 0 }

  private func isOfKind(_ trigger: ModelTrigger, _ event: ModelEvent) -> Bool {
    switch (trigger.kind, event) {
    case (.numberChanged, .numberChanged), (.form, .form): true
    default: false
    }
  }

  private func reason(
    against trigger: ModelTrigger,
    _ event: ModelEvent,
    _ item: Int,
    from stage: String
  ) -> String? {
    if trigger.stage == stage { return "ALREADY_IN_STAGE" }
    if !trigger.goesBack, position(trigger.stage) < position(stage) { return "TARGET_BEHIND" }
    if !trigger.leavesFinal, stage == "won" { return "FINAL_STAGE" }
    switch (trigger.kind, event) {
    case (.numberChanged(let byRobots), .numberChanged(let change)):
      if !byRobots, change.run != nil { return "PARAM_MISMATCH" }
    case (.form(let form?), .form(let sent)):
      if form != sent { return "PARAM_MISMATCH" }
    default: break
    }
    if let threshold = trigger.threshold, items[item].number <= threshold {
      return "CONDITION_FALSE"
    }
    return trigger.isEnabled ? nil : "DISABLED"
  }
}
