import RobotModel

/// The calendars, each with the form in which it computes.
final class CalendarTable {
  /// A calendar and what was made of it.
  struct Entry {
    let calendar: WorkCalendar
    let workingTime: WorkingTime
  }

  private var entries: [String: Entry] = [:]
  /// In order.
  private(set) var ids: [String] = []
  /// What calendars were before, and those that were deleted.
  private(set) var history = RuleHistory<WorkCalendar>()

  /// Starts empty.
  init() {}

  /// The same calendars once more.
  func copy() -> CalendarTable {
    let copy = CalendarTable()
    copy.entries = entries
    copy.ids = ids
    copy.history = history
    return copy
  }

  /// A calendar, if there is one of that id.
  subscript(id: String) -> Entry? { entries[id] }

  /// Adds a calendar or sets it anew; an older version than the present one is only kept.
  func put(_ calendar: WorkCalendar, compiled workingTime: WorkingTime) {
    history.note(calendar)
    let id = calendar.id
    if let present = entries[id], present.calendar.version > calendar.version { return }
    if entries[id] == nil { ids.insert(id, at: ids.firstIndex { id.isBefore($0) } ?? ids.count) }
    entries[id] = Entry(calendar: calendar, workingTime: workingTime)
  }

  /// Removes a calendar by the version that tells of its deletion; one that was made again since
  /// stays.
  func remove(_ deletion: WorkCalendar) {
    history.note(deletion)
    if let present = entries[deletion.id], present.calendar.version > deletion.version { return }
    remove(deletion.id)
  }

  /// Removes a calendar.
  func remove(_ id: String) {
    if entries.removeValue(forKey: id) != nil { ids.removeAll { $0 == id } }
  }
}
