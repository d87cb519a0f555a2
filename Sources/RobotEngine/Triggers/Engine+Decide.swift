import RobotModel

// Which trigger moves the item (S-11, S-12)
//
// All triggers of the event's type in the item's pipeline are candidates. A candidate loses for the
// first of these reasons that holds: the item stands in its stage already; its stage lies behind
// and it does not go backwards; the item's stage is final and it does not take items from there;
// the event is none of those it hears of; its condition does not hold; it is disabled. Of those
// that are left the one of the earliest stage is chosen, then the first in that stage's order;
// those that would go backwards come after all others. The chosen one may still be stopped by the
// limits on loops: then nothing moves the item, since the next one would only lead round another
// way.

/// What an item's triggers make of an event.
struct TriggerDecision {
  /// In the order of their stages.
  var candidates: [TriggerCandidate] = []
  /// The trigger that moves the item; nil for none.
  var chosen: CompiledTrigger?
  /// Why none of them was allowed to, whatever they are.
  var refusal: Reason?

  /// Why the item is not moved; nil if it is, and where there is no candidate and nothing else
  /// speaks against it.
  var reason: Reason? {
    if chosen != nil { return nil }
    return refusal ?? candidates.compactMap(\.reason).min { $0.triggerOrder < $1.triggerOrder }
  }

  /// Whether any trigger heard of the event, or would have if something else were different.
  var isOfInterest: Bool { candidates.contains { $0.reason != .paramMismatch } }

  /// The same with no more candidates than are shown; the chosen one is among them.
  fileprivate func shortened() -> TriggerDecision {
    guard candidates.count > Limits.candidatesPerEvent else { return self }
    var shorter = self
    let shown = candidates.filter { $0.reason == nil } + candidates.filter { $0.reason != nil }
    shorter.candidates = Array(shown.prefix(Limits.candidatesPerEvent))
    return shorter
  }
}

extension Engine {
  /// Whether an item's pipeline has triggers of a type.
  func hasTriggers(ofType type: String, for record: Slot<RecordRow>) -> Bool {
    if store.triggers.isEmpty { return false }
    let stage = store.records[record].stage
    guard stage != .none else { return false }
    return store.triggers.hasAny(ofType: type, in: store.schema.key(of: stage).pipelineKey)
  }

  /// Decides which trigger an event lets move an item that stands in a stage.
  func decide(_ event: HeardEvent, for record: Slot<RecordRow>) -> TriggerDecision {
    let here = store.records[record].stage
    let triggers = store.triggers.triggers(
      ofType: event.type,
      in: store.schema.key(of: here).pipelineKey
    )
    var decision = TriggerDecision()
    if isPaused(record) {
      decision.refusal = .paused
    } else if triggers.first?.kind.wasHeard(event, by: record, in: self) ?? false {
      decision.refusal = .duplicate
    }
    let reader = HeardEventReader(engine: self, record: record, event: event)
    let sorted = triggers.map { (order: order(of: $0, from: here), trigger: $0) }
      .sorted { $0.order.inPipeline < $1.order.inPipeline }
    var best: (order: TriggerOrder, index: Int)?
    for (index, (order, trigger)) in sorted.enumerated() {
      let reason = reasonAgainst(trigger, event, from: here, reader) ?? decision.refusal
      decision.candidates.append(
        TriggerCandidate(
          trigger: trigger.trigger.id,
          stage: trigger.trigger.place.stage,
          reason: reason ?? .notChosen
        )
      )
      if reason == nil, best.map({ order < $0.order }) ?? true { best = (order, index) }
    }
    guard let best else { return decision.shortened() }
    let chosen = sorted[best.index].trigger
    if let limit = loopLimit(event, moving: record, to: chosen.stage) {
      decision.candidates[best.index].reason = limit
      decision.refusal = limit
      return decision.shortened()
    }
    decision.candidates[best.index].reason = nil
    decision.chosen = chosen
    return decision.shortened()
  }

  private func order(of trigger: CompiledTrigger, from here: StageSlot) -> TriggerOrder {
    let stage = store.schema.position(of: trigger.stage)
    return TriggerOrder(
      isBackwards: stage < store.schema.position(of: here),
      stage: stage,
      position: trigger.trigger.position
    )
  }

  /// The first reason for which a trigger cannot move the item; nil if it can.
  private func reasonAgainst(
    _ trigger: CompiledTrigger,
    _ event: HeardEvent,
    from here: StageSlot,
    _ reader: HeardEventReader
  ) -> Reason? {
    if trigger.stage == here { return .alreadyInStage }
    if !trigger.trigger.allowsBackwards,
      store.schema.position(of: trigger.stage) < store.schema.position(of: here)
    {
      return .targetBehind
    }
    if !trigger.trigger.allowsFromFinal, store.schema.stage(here)?.kind != .inProgress {
      return .finalStage
    }
    if !trigger.kind.hears(of: event, with: trigger.parameters) { return .paramMismatch }
    if let condition = trigger.condition, !isSatisfied(condition, by: reader) {
      return .conditionFalse
    }
    return trigger.trigger.isEnabled ? nil : .disabled
  }

  /// A condition that cannot be decided, since amounts of different currencies meet, does not hold.
  private func isSatisfied(_ condition: CompiledCondition, by reader: HeardEventReader) -> Bool {
    do throws(RunFailure) {
      return try condition.isSatisfied(by: reader)
    } catch {
      return false
    }
  }

  /// Why a trigger may not move the item once more (S-13); nil if it may.
  private func loopLimit(
    _ event: HeardEvent,
    moving record: Slot<RecordRow>,
    to stage: StageSlot
  ) -> Reason? {
    if event.isAutomated, isLoopLimited(automatedMoves(endingIn: stage, by: event.author.run)) {
      return .loopLimit
    }
    return hasMovedTooOften(record) ? .loopBreaker : nil
  }
}

/// The order in which triggers compete.
private struct TriggerOrder: Comparable {
  let isBackwards: Bool
  let stage: Int
  let position: Int32

  /// The order in which they are shown.
  var inPipeline: (Int, Int32) { (stage, position) }

  static func < (left: TriggerOrder, right: TriggerOrder) -> Bool {
    if left.isBackwards != right.isBackwards { return right.isBackwards }
    return left.inPipeline < right.inPipeline
  }
}

extension Reason {
  /// The place among a trigger's reasons: of several that hold the first is told (S-40).
  fileprivate var triggerOrder: Int {
    Self.ofTriggers.firstIndex(of: self) ?? Self.ofTriggers.count
  }

  private static let ofTriggers: [Reason] = [
    .alreadyInStage, .targetBehind, .finalStage, .notChosen, .paramMismatch, .conditionFalse,
    .disabled, .excluded, .notFound, .paused, .duplicate,
  ]
}
