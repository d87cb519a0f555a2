import RobotModel

extension Engine {
  /// An event of an item in words: who told of what, and what came of it.
  func words(event entry: HistoryEntry, by who: String) -> String {
    guard let event = entry.event else { return "\(who) told of an event" }
    let name = TriggerCatalogue.kind(event.type)?.type.displayName ?? event.type
    let subject = event.subject.isEmpty ? "" : " (\(event.subject))"
    let verb = event.isTold ? "told of" : "set off"
    let news = "\(who) \(verb) \"\(name)\"\(subject)"
    if let chosen = event.candidates.first(where: { $0.reason == nil }) {
      let stage = StageKey(
        entityType: entry.record.entityType,
        pipeline: entry.oldPipeline,
        stage: chosen.stage
      )
      return "\(news): \(nameOfTrigger(chosen.trigger)) took \(entry.record) to"
        + " \(words(stage, withPipeline: false))"
    }
    if event.candidates.isEmpty { return "\(news), of which no trigger hears" }
    let losers = event.candidates.prefix(3).map { candidate in
      "\(nameOfTrigger(candidate.trigger)) did nothing because"
        + " \((candidate.reason ?? .notChosen).words)"
    }
    let more = event.candidates.count > 3 ? "; and \(event.candidates.count - 3) more" : ""
    return "\(news): \(losers.joined(separator: "; "))\(more)"
  }

  /// A trigger's name for people, or its id where it has none.
  func nameOfTrigger(_ id: String) -> String {
    let name = store.triggers.trigger(id)?.displayName ?? ""
    return "trigger \"\(name.isEmpty ? id : name)\""
  }
}
