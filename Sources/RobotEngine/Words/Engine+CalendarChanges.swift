package import RobotModel

extension Engine {
  /// What is different between two versions of a calendar, a sentence for each part.
  package func changes(from old: WorkCalendar, to new: WorkCalendar) -> [String] {
    var changes = RuleChanges()
    changes.compare("name", old.displayName, new.displayName)
    changes.compare("time zone", old.timeZone, new.timeZone)
    changes.compare("hours", old.hours.map(Self.words), new.hours.map(Self.words))
    changes.compare("holidays", old.holidays.map(Self.words), new.holidays.map(Self.words))
    changes.compare(
      "extra working days",
      old.extraWorkingDays.map(Self.words),
      new.extraWorkingDays.map(Self.words)
    )
    return changes.sentences
  }

  /// "monday, tuesday 08:00-16:00".
  private static func words(_ hours: WorkingHours) -> String {
    let days = hours.days.map { "\($0)" }.joined(separator: ", ")
    return "\(days) \(words(hours.opens))-\(words(hours.closes))"
  }

  /// "08:00", with seconds only where there are some.
  private static func words(_ time: ClockTime) -> String {
    let text = time.iso8601
    return text.hasSuffix(":00") ? String(text.dropLast(3)) : text
  }

  /// "2026-06-04 (Corpus Christi)", "every 12-25".
  private static func words(_ day: CalendarDay) -> String {
    let date: String
    switch day.date {
    case .dated(let dated): date = dated.iso8601
    case .yearly(let month, let day):
      date = "every \(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
    return day.displayName.isEmpty ? date : "\(date) (\(day.displayName))"
  }
}
