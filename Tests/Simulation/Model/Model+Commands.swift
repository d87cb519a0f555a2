extension Model {
  /// Makes an item in a stage of its own pipeline, or changes its number, its date or its contact.
  mutating func put(_ item: Int, _ put: ItemPut) {
    settle(item)
    if items[item].isThere {
      setDates(item, put)
      if let number = put.number { setNumber(item, number, by: nil) }
    } else {
      items[item].isThere = true
      items[item].firstVisit = items[item].visits.count
      items[item].number = put.number ?? 0
      items[item].date = put.date?.day
      items[item].contact = put.link?.contact
      enter(item, put.stage, moves: [], isSuppressed: put.isSuppressed)
    }
    settle(item)
  }

  private mutating func setDates(_ item: Int, _ put: ItemPut) {
    let old = items[item]
    if let date = put.date { items[item].date = date.day }
    if let link = put.link { items[item].contact = link.contact }
    let isDateNew = items[item].date != old.date
    let isLinkNew = items[item].contact != old.contact
    followDate(item) { $0.readsContact ? isLinkNew : isDateNew }
  }

  mutating func moveByPerson(_ item: Int, to stage: String, isSuppressed: Bool) {
    guard items[item].isThere else { return }
    settle(item)
    if items[item].stage != stage { move(item, to: stage, moves: [], isSuppressed: isSuppressed) }
    settle(item)
  }

  mutating func delete(_ item: Int) {
    guard items[item].isThere else { return }
    settle(item)
    leave(item, because: "ITEM_DELETED")
    for visit in items[item].visits.indices.reversed() {
      for run in items[item].visits[visit].runs.indices
      where items[item].visits[visit].runs[run].isWaiting {
        end(item, visit, run, "CANCELLED", "ITEM_DELETED")
      }
    }
    items[item].isThere = false
    items[item].contact = nil
    items[item].moveTimes = []
    items[item].isPaused = false
    items[item].isStopped = false
  }

  /// Tells of a form; returns the trigger that moved the item, or why none did.
  mutating func tell(_ item: Int, _ form: String) -> String {
    guard items[item].isThere else { return "NOT_FOUND" }
    settle(item)
    let answer = hear(item, .form(form))
    settle(item)
    return answer
  }

  // MARK: - Holds (S-37, S-13)

  mutating func setPaused(item: Int, _ isPaused: Bool) {
    guard items[item].isThere else { return }
    if isPaused {
      settle(item)
      items[item].isPaused = true
      return
    }
    // Resuming what goes on is no change, before which what is due would have to start.
    guard items[item].isPaused || items[item].isStopped else { return }
    items[item].isPaused = false
    items[item].isStopped = false
    items[item].moveTimes = []
    settle(item)
  }

  mutating func setPaused(pipeline: String, _ isPaused: Bool) {
    pausedPipelines.removeAll { $0 == pipeline }
    if isPaused { pausedPipelines.append(pipeline) }
  }
}

/// What a put says of an item.
struct ItemPut {
  /// A date, or none.
  struct Date {
    let day: Int64?
  }

  /// A contact, or none.
  struct Link {
    let contact: Int?
  }

  /// Where it is made.
  let stage: String
  var number: Int64?
  var date: Date?
  var link: Link?
  var isSuppressed = false
}
