import RobotModel

/// One event of an iCalendar file while it is read.
struct HolidayEvent {
  /// Where it begins.
  let line: Int
  private var first: CivilDate?
  private var end: CivilDate?
  private var endLine = 0
  private var isYearly = false
  private var isCancelled = false
  private var name = ""
  private var seen: Set<String> = []

  /// A holiday of more days is a mistake.
  private static let mostDays: Int64 = 366

  init(line: Int) {
    self.line = line
  }

  /// Takes in one line of the event.
  mutating func take(_ line: ContentLine) throws(HolidayFileError) {
    let takenOnce = ["DTSTART", "DTEND", "RRULE", "SUMMARY", "STATUS"]
    if takenOnce.contains(line.name), !seen.insert(line.name).inserted {
      throw HolidayFileError(line: line.number, problem: "the event has a second \(line.name)")
    }
    switch line.name {
    case "DTSTART": first = try Self.date(line)
    case "DTEND":
      end = try Self.date(line)
      endLine = line.number
    case "RRULE":
      guard line.value.uppercased() == "FREQ=YEARLY" else {
        throw HolidayFileError(
          line: line.number,
          problem: "the only repetition known here is RRULE:FREQ=YEARLY"
        )
      }
      isYearly = true
    case "SUMMARY": name = try Self.name(line)
    case "STATUS": isCancelled = line.value.uppercased() == "CANCELLED"
    case "DURATION", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID":
      throw HolidayFileError(
        line: line.number,
        problem: "\(line.name) is not known here; say the days by DTSTART and DTEND"
      )
    default: break
    }
  }

  /// Its days.
  func days() throws(HolidayFileError) -> [CalendarDay] {
    guard let first else {
      throw HolidayFileError(line: line, problem: "the event has no DTSTART")
    }
    if isCancelled { return [] }
    let count = (end ?? first.adding(days: 1)).daysSinceEpoch - first.daysSinceEpoch
    guard 1...Self.mostDays ~= count else {
      throw HolidayFileError(
        line: endLine,
        problem: "DTEND is the day after the last: 1 to \(Self.mostDays) days after DTSTART"
      )
    }
    return (0..<count).map { offset in
      let date = first.adding(days: offset)
      return CalendarDay(
        isYearly ? .yearly(month: date.month, day: date.day) : .dated(date),
        displayName: name
      )
    }
  }

  /// A date without a time: `VALUE=DATE:20261225`.
  private static func date(_ line: ContentLine) throws(HolidayFileError) -> CivilDate {
    let digits = line.value.utf8.map { Int($0) - 0x30 }
    guard line.parameter("VALUE") == "DATE", digits.count == 8,
      digits.allSatisfy({ 0...9 ~= $0 }),
      let date = CivilDate(
        year: digits[..<4].reduce(0) { $0 * 10 + $1 },
        month: digits[4] * 10 + digits[5],
        day: digits[6] * 10 + digits[7]
      ), date.year > 0
    else {
      throw HolidayFileError(
        line: line.number,
        problem: "expected a whole day, such as \(line.name);VALUE=DATE:20261225"
      )
    }
    return date
  }

  /// The name without its escapes, on one line.
  private static func name(_ line: ContentLine) throws(HolidayFileError) -> String {
    var name = ""
    var isEscaped = false
    for scalar in line.value.unicodeScalars {
      if isEscaped {
        guard ["\\", ";", ",", "n", "N"].contains(scalar) else {
          throw HolidayFileError(
            line: line.number,
            problem: "\"\\\(scalar)\" is no escape; there are \\\\ \\; \\, and \\n"
          )
        }
        name.unicodeScalars.append(scalar == "n" || scalar == "N" ? " " : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        name.unicodeScalars.append(scalar)
      }
    }
    if isEscaped { throw HolidayFileError(line: line.number, problem: "the text ends with \"\\\"") }
    let stored = TextCheck.normalized(name)
    if let problem = NameCheck.displayNameProblem(of: stored) {
      throw HolidayFileError(line: line.number, problem: "the name \(problem)")
    }
    return stored
  }
}
