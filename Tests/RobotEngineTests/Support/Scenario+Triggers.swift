import RobotModel
import Testing

@testable import RobotEngine

// Triggers and events in scenarios
//
//     pipeline lead/leads new done:won
//     trigger paid in work: invoice_paid backwards from-final if amount > 5
//     event form_submitted D-1 client:contact/C-1 newest form=contact
//           answered D-1 MOVED, new TARGET_BEHIND
//     expect event D-1 form_submitted, first NOT_CHOSEN, second MOVED
//     expect events D-1 2
//
// A target is an item, or `client:` with a contact, a company or an address; `newest`,
// `types=lead+deal` and `create=leads` belong to the client before them. What an event says is
// written as text. The answer names each item, `new` for a lead that was made, `none` for none, and
// what came of it: MOVED, a reason, or NOTHING where no trigger hears of it.

extension ScenarioPlayer {
  mutating func putPipeline(_ words: inout ScenarioWords) throws {
    let key = house.key(words.next())
    var stages: [Stage] = []
    while let word = words.peek, word != "refused" {
      let parts = words.next().split(separator: ":").map(String.init)
      let kind: StageKind = parts.count == 1 ? .inProgress : parts[1] == "won" ? .won : .lost
      stages.append(Stage(id: parts[0], displayName: "", kind: kind))
    }
    let pipeline = Pipeline(
      entityType: key.entityType,
      id: key.id,
      displayName: "",
      stages: stages
    )
    if house.engine.store.schema.pipeline(pipeline.key) == nil {
      _ = try house.engine.perform(
        CreatePipeline(pipeline: pipeline),
        by: house.ann,
        at: house.engine.time
      )
    } else {
      _ = try house.engine.perform(
        UpdatePipeline(pipeline: pipeline, mask: ["stages"]),
        by: house.ann,
        at: house.engine.time
      )
    }
  }

  mutating func putTrigger(_ words: inout ScenarioWords) throws {
    let id = words.next()
    _ = words.take("in")
    let place = String(words.next().dropLast()).split(separator: "/").map(String.init)
    let key = StageKey(
      entityType: place.count == 3 ? place[0] : "deal",
      pipeline: place.count > 1 ? place[place.count - 2] : "sales",
      stage: place[place.count - 1]
    )
    var draft = TriggerDraft(trigger: Trigger(id: id, place: key, type: words.next()))
    while let word = words.peek, word != "refused" {
      _ = words.next()
      switch word {
      case "backwards": draft.trigger.allowsBackwards = true
      case "from-final": draft.trigger.allowsFromFinal = true
      case "disabled": draft.trigger.isEnabled = false
      case "as": draft.trigger.actingUser = words.next()
      case "if":
        draft.conditionText = words.restText
        words.end()
      default:
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        let value = ScenarioWords.unquoted(parts.count == 2 ? parts[1] : "")
        let isFlag = value == "true" || value == "false"
        draft.trigger.parameters.append(
          NamedValue(name: parts[0], value: isFlag ? .boolean(value == "true") : .text(value))
        )
      }
    }
    _ = try house.engine.perform(
      CreateTrigger(draft: draft),
      by: house.ann,
      at: house.engine.time
    )
  }

  mutating func deleteTrigger(_ id: String) throws {
    try house.engine.perform(DeleteTrigger(id: id), by: house.ann, at: house.engine.time)
  }

  mutating func sendEvent(_ words: inout ScenarioWords) throws {
    var event = Event(type: words.next(), targets: [])
    while let word = words.peek, word != "refused", word != "answered" {
      if word == "," {
        _ = words.next()
      } else if words.take("newest") {
        event.changeClient { $0.selection = .newestOpen }
      } else if word.hasPrefix("client:") {
        event.targets.append(.client(client(String(words.next().dropFirst("client:".count)))))
      } else if word.contains("=") {
        let (name, value) = words.nextAssignment()
        switch name {
        case "create": event.changeClient { $0.newLead = NewLead(pipeline: value) }
        case "types":
          event.changeClient { $0.entityTypes = value.split(separator: "+").map(String.init) }
        case "at": event.time = ScenarioTime.offset(value).map(house.instant)
        default: event.payload.append(NamedValue(name: name, value: .text(value)))
        }
      } else {
        event.targets.append(.item(house.key(words.next())))
      }
    }
    let reply = try house.engine.perform(
      SendEvent(event: event),
      by: house.ann,
      at: house.engine.time
    )
    guard words.take("answered") else { return }
    let expected = words.rest.joined(separator: " ").replacing(" ,", with: ",")
    words.end()
    let shown = reply.results.map { result in
      let item = result.isCreated ? "new" : result.item.map { house.short($0) } ?? "none"
      let end = result.isMoved ? "MOVED" : result.reason?.name ?? "NOTHING"
      return "\(item) \(end)"
    }.joined(separator: ", ")
    if shown != expected { fail("was answered \(shown)") }
  }

  private func client(_ text: String) -> ClientTarget {
    let isRecord = text.hasPrefix("contact/") || text.hasPrefix("company/")
    return ClientTarget(identity: isRecord ? .record(house.key(text)) : .address(text))
  }

  /// Reads `expect event D-1 form_submitted, first NOT_CHOSEN`: the newest event of an item.
  mutating func expectEvent(_ words: inout ScenarioWords) throws {
    let newest = try house.engine.explainEvents(of: house.key(words.next())).events.first?.event
    let candidates = (newest?.candidates ?? []).map { candidate in
      "\(candidate.trigger) \(candidate.reason?.name ?? "MOVED")"
    }
    let shown = ([newest?.type ?? "none"] + candidates).joined(separator: ", ")
    let expected = words.rest.joined(separator: " ").replacing(" ,", with: ",")
    words.end()
    if shown != expected { fail("is \(shown)") }
  }

  /// Reads `expect events D-1 2`: how many events an item has heard of.
  mutating func expectEvents(_ words: inout ScenarioWords) throws {
    let events = try house.engine.explainEvents(of: house.key(words.next())).events
    if "\(events.count)" != words.next() { fail("are \(events.count)") }
  }

  /// Reads `expect mover D-1 paid ann`: the trigger and user of the newest move.
  mutating func expectMover(_ words: inout ScenarioWords) throws {
    var query = HistoryQuery()
    let key = house.key(words.next())
    (query.entityType, query.recordID, query.isNewestFirst) = (key.entityType, key.id, true)
    let entries = try house.engine.history(query, page: PageRequest(size: 1_000)).elements
    let move = entries.first { $0.kind == .moved }
    let shown = "\(move?.trigger ?? "") \(move?.actingUser ?? "")"
    if shown != words.rest.joined(separator: " ") { fail("is \(shown)") }
    words.end()
  }
}

extension Event {
  /// Changes the client that was named last.
  fileprivate mutating func changeClient(_ change: (inout ClientTarget) -> Void) {
    guard case .client(var client)? = targets.popLast() else { return }
    change(&client)
    targets.append(.client(client))
  }
}

extension TestHouse {
  /// A key as scenarios write it: "D-1", "lead/L-1".
  func short(_ key: RecordKey) -> String {
    key.entityType == "deal" ? key.id : key.description
  }
}
