// The rules once more, in the plainest way there is
//
// No timers, no slots, no batches, no indexes: every step looks at every run of an item, and every
// time is looked up minute by minute. Written from the rules alone (S-1 to S-16, S-23 to S-28,
// S-35, S-37, S-39), so that it can be wrong in other places than the engine.
//
//     Model+Commands   what people and programs do
//     Model+ByHand     what people do to single runs
//     Model+Contacts   the records to which items are linked
//     Model+Rules      robots, triggers and the calendar change
//     Model+Visits     entering, leaving, one instant of an item
//     Model+Runs       due times, starts, chains, ends
//     Model+Triggers   which trigger moves an item
//     Model+Words      its state in words, to be compared with the engine's

/// All that the model knows.
struct Model {
  static let stages = ["new", "offer", "work", "won", "ticket"]

  var robots: [ModelRobot] = []
  var triggers: [ModelTrigger] = []
  var items: [ModelItem]
  var contacts: [ModelContact]
  /// Which of the calendars is in force.
  var calendar = 0
  var now: Int64
  var isPaused = false
  /// The pipelines that are paused.
  var pausedPipelines: [String] = []
  private var lastNumber = 0

  /// A model with items and contacts that are not there yet.
  init(items: [String], contacts: [String] = [], now: Int64) {
    self.items = items.map { ModelItem(id: $0) }
    self.contacts = contacts.map { ModelContact(id: $0) }
    self.now = now
  }

  /// The pipeline of a stage.
  static func pipeline(of stage: String) -> String { stage == "ticket" ? "service" : "sales" }

  /// The date that a robot reads of an item.
  func date(_ item: Int, for robot: ModelRobot) -> Int64? {
    robot.readsContact ? birthday(item) : items[item].date
  }

  /// The birthday of an item's contact, if it has one.
  func birthday(_ item: Int) -> Int64? {
    guard let contact = items[item].contact, contacts[contact].isThere else { return nil }
    return contacts[contact].birthday
  }

  mutating func makeNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// Why what is due in a visit waits.
  func hold(_ item: Int, in stage: String) -> String? {
    if isPaused || pausedPipelines.contains(Self.pipeline(of: stage)) || items[item].isPaused {
      return "PAUSED"
    }
    return items[item].isStopped ? "LOOP_BREAKER" : nil
  }

  /// When something may next happen by itself; nil for never.
  var nextTime: Int64? {
    var times: [Int64] = []
    for (index, item) in items.enumerated() {
      for visit in item.visits where hold(index, in: visit.stage) == nil {
        for run in visit.runs where run.isWaiting {
          if let due = run.due { times.append(max(due, run.notBefore ?? due)) }
        }
      }
    }
    return times.min()
  }

  /// Lets every item's due runs start.
  mutating func settleAll() {
    for item in items.indices { settle(item) }
  }
}
