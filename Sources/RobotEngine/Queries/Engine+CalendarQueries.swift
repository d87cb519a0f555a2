package import RobotModel

extension Engine {
  /// A calendar.
  /// - Throws: `NOT_FOUND`.
  package func calendar(_ id: String) throws(RequestError) -> WorkCalendar {
    guard let entry = store.calendars[id] else { throw .notFound("calendar", id) }
    return entry.calendar
  }

  /// A page of the calendars in the order of their ids.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func calendars(page request: PageRequest) throws(RequestError) -> Page<WorkCalendar> {
    let tokens = PageToken(list: "calendars")
    let after = try tokens.key(from: request.token)?.first
    var filler = PageFiller<WorkCalendar>(request)
    for id in store.calendars.ids where after.map({ $0.isBefore(id) }) ?? true {
      guard filler.wantsMore() else { break }
      if let entry = store.calendars[id] {
        filler.add(entry.calendar, token: tokens.text(after: [id]))
      }
    }
    return filler.page()
  }

  /// A calendar in the form in which it computes; nil for the empty id and for unknown ones.
  func calendar(named id: String) -> WorkingTime? {
    id.isEmpty ? nil : store.calendars[id]?.workingTime
  }
}
