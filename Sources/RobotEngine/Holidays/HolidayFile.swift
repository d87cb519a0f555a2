// Holidays from an iCalendar file (RFC 5545)
//
//     BEGIN:VCALENDAR
//     BEGIN:VEVENT                       one event is one holiday, or several days of one
//     DTSTART;VALUE=DATE:20261225        its first day
//     DTEND;VALUE=DATE:20261227          the day after its last; without it the event is one day
//     RRULE:FREQ=YEARLY                  it comes every year
//     SUMMARY:Christmas                  its name
//     END:VEVENT
//     END:VCALENDAR
//
// That is how calendars of holidays are published. Times of the day, other repetitions and
// exceptions from them would not come out as days that are free, so they are refused with their
// line rather than left out. What says nothing about days (UID, DTSTAMP, TRANSP …) is passed over,
// so are time zones and alarms, and events that are cancelled.

package import RobotModel

/// Reads the holidays of an iCalendar file.
package enum HolidayFile {
  /// The days of all events, in their order.
  ///
  /// - Throws: `HolidayFileError` with the line.
  package static func days(in text: String) throws(HolidayFileError) -> [CalendarDay] {
    var days: [CalendarDay] = []
    var reader = HolidayFileReader(try ContentLine.lines(of: text))
    while let event = try reader.nextEvent() {
      days += try event.days()
      guard days.count <= Limits.daysPerCalendar else {
        throw HolidayFileError(
          line: event.line,
          problem: "there are more than \(Limits.daysPerCalendar) days"
        )
      }
    }
    return days
  }
}

/// Goes through the components of a file.
struct HolidayFileReader {
  private let lines: [ContentLine]
  private var place = 0
  private var isWithinCalendar = false

  init(_ lines: [ContentLine]) {
    self.lines = lines
  }

  /// The next event; nil after the last calendar's end.
  mutating func nextEvent() throws(HolidayFileError) -> HolidayEvent? {
    while place < lines.count {
      let line = lines[place]
      place += 1
      switch (line.name, line.value.uppercased()) {
      case ("BEGIN", "VCALENDAR") where !isWithinCalendar:
        isWithinCalendar = true
      case ("END", "VCALENDAR") where isWithinCalendar:
        isWithinCalendar = false
      case ("BEGIN", "VEVENT") where isWithinCalendar:
        return try event(from: line)
      case ("BEGIN", "VTIMEZONE") where isWithinCalendar:
        try skip(to: "VTIMEZONE", from: line)
      case ("BEGIN", _), ("END", _):
        throw HolidayFileError(
          line: line.number,
          problem: "\(line.name):\(line.value.prefix(32)) has no place here; expected events in"
            + " BEGIN:VCALENDAR to END:VCALENDAR"
        )
      default:
        guard isWithinCalendar else {
          throw HolidayFileError(line: line.number, problem: "expected BEGIN:VCALENDAR")
        }
      }
    }
    if isWithinCalendar || lines.isEmpty {
      throw HolidayFileError(
        line: lines.last?.number ?? 1,
        problem: lines.isEmpty ? "expected BEGIN:VCALENDAR" : "END:VCALENDAR is missing"
      )
    }
    return nil
  }

  private mutating func event(
    from begin: ContentLine
  ) throws(HolidayFileError) -> HolidayEvent {
    var event = HolidayEvent(line: begin.number)
    while place < lines.count {
      let line = lines[place]
      place += 1
      switch (line.name, line.value.uppercased()) {
      case ("END", "VEVENT"): return event
      case ("BEGIN", "VALARM"): try skip(to: "VALARM", from: line)
      case ("BEGIN", _), ("END", _):
        throw HolidayFileError(
          line: line.number,
          problem: "\(line.name):\(line.value.prefix(32)) has no place in an event"
        )
      default: try event.take(line)
      }
    }
    throw HolidayFileError(line: begin.number, problem: "the event has no END:VEVENT")
  }

  /// Passes over a component that says nothing about days.
  private mutating func skip(
    to name: String,
    from begin: ContentLine
  ) throws(HolidayFileError) {
    while place < lines.count {
      let line = lines[place]
      place += 1
      if line.name == "END", line.value.uppercased() == name { return }
    }
    throw HolidayFileError(line: begin.number, problem: "there is no END:\(name)")
  }
}
