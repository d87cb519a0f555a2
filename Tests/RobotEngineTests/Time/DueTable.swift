import RobotEngine
import RobotModel
import Testing

/// Due times as sentences: "due 2026-06-03 15:30 after 1 hour", read and computed.
///
/// The calendar is the office in Warsaw: Monday to Friday, 08:00 to 16:00, with the holiday of
/// Thursday, 4 June 2026.
enum DueTable {
  static let office = WorkCalendar(
    id: "office",
    displayName: "Warsaw office",
    timeZone: "Europe/Warsaw",
    hours: [
      WorkingHours(
        days: [.monday, .tuesday, .wednesday, .thursday, .friday],
        opens: clock("08:00"),
        closes: clock("16:00")
      )
    ],
    holidays: [CalendarDay(.dated(date("2026-06-04")), displayName: "Corpus Christi")]
  )

  static let workingTime = WorkingTime(office, zone: TestZone.warsaw)

  static func clock(_ text: String) -> ClockTime {
    guard let time = try? ClockTime(iso8601: text) else { preconditionFailure(text) }
    return time
  }

  static func date(_ text: String) -> CivilDate {
    guard let date = try? CivilDate(iso8601: text) else { preconditionFailure(text) }
    return date
  }

  /// "2026-06-03 15:30" in Warsaw.
  static func instant(_ text: String) -> Instant {
    let parts = text.split(separator: " ").map(String.init)
    let reading = CivilDateTime(date: date(parts[0]), time: clock(parts[1]))
    return TestZone.warsaw.resolve(reading).instant
  }

  /// "2026-06-03 15:30", with seconds if there are any, as Warsaw's clocks show it.
  static func text(_ instant: Instant) -> String {
    let shown = TestZone.warsaw.civil(at: instant)
    let time = shown.time.iso8601
    return "\(shown.date) \(time.hasSuffix(":00") ? String(time.dropLast(3)) : time)"
  }

  /// A date, "2026-06-07", or a moment, "2026-06-06 18:00".
  static func value(_ text: String) -> DateValue {
    text.contains(" ") ? .moment(instant(text)) : .day(date(text))
  }

  /// "2 days".
  static func span(_ text: String) -> TimeSpan {
    let parts = text.split(separator: " ")
    let name = parts[1].hasSuffix("s") ? String(parts[1].dropLast()) : String(parts[1])
    guard let unit = TimeUnit.allCases.first(where: { "\($0)" == name }),
      let span = Int64(parts[0]).flatMap({ TimeSpan(count: $0, unit: unit) })
    else { preconditionFailure(text) }
    return span
  }

  static func rule(
    _ start: TimingStart,
    _ mode: WorkingTimeMode,
    pastDue: PastDue = .runNowUntilDate,
    in calendar: WorkingTime = workingTime
  ) -> DueRule {
    DueRule(
      Timing(start: start, pastDue: pastDue, workingTime: mode),
      zone: TestZone.warsaw,
      calendar: calendar
    )
  }

  /// A timing in words: "after 1 hour", "before 2 days at 10:00", "at 10:00", "at date".
  static func start(_ text: String) -> TimingStart {
    let parts = text.split(separator: " ").map(String.init)
    switch parts[0] {
    case "after": return .after(span(parts[1...].joined(separator: " ")))
    case "clock": return .clockTime(clock(parts[1]))
    case "instant": return .instant(instant(parts[1...].joined(separator: " ")))
    default: return .immediately
    }
  }

  /// The outcome as a word or a due time.
  static func text(_ outcome: DueOutcome) -> String {
    switch outcome {
    case .due(let computation): text(computation.due)
    case .datePassed: "DATE_PASSED"
    case .dateEmpty: "DATE_EMPTY"
    }
  }
}
