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

  /// Starts empty.
  init() {}

  /// The same calendars once more.
  func copy() -> CalendarTable {
    let copy = CalendarTable()
    copy.entries = entries
    copy.ids = ids
    return copy
  }

  /// A calendar, if there is one of that id.
  subscript(id: String) -> Entry? { entries[id] }

  /// Adds a calendar or sets it anew.
  func put(_ calendar: WorkCalendar, compiled workingTime: WorkingTime) {
    let id = calendar.id
    if entries[id] == nil { ids.insert(id, at: ids.firstIndex { id.isBefore($0) } ?? ids.count) }
    entries[id] = Entry(calendar: calendar, workingTime: workingTime)
  }

  /// Removes a calendar.
  func remove(_ id: String) {
    if entries.removeValue(forKey: id) != nil { ids.removeAll { $0 == id } }
  }
}
