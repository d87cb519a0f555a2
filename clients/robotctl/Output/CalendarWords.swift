/// A calendar's parts in words: "mon-fri 08:00-16:00", "2026-06-04", "every 25 December".
enum CalendarWords {
  private static let days = [
    "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// A stretch of work, as `--hours` takes it.
  static func hours(_ hours: JSON) -> String {
    let numbers = hours["days"].items.compactMap { days.firstIndex(of: $0.string) }.sorted()
    var parts: [String] = []
    var index = 0
    while index < numbers.count {
      var end = index
      while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
      let first = name(numbers[index])
      parts.append(end > index ? "\(first)-\(name(numbers[end]))" : first)
      index = end + 1
    }
    return "\(parts.joined(separator: ",")) \(clock(hours["opens"]))-\(clock(hours["closes"]))"
  }

  /// The three letters by which a weekday is named, 0 for Monday.
  static func name(_ weekday: Int) -> String { days[weekday].prefix(3).lowercased() }

  /// The constants of the weekdays that three letters name; nil for anything else.
  static func weekday(_ name: String) -> Int? {
    days.firstIndex { $0.prefix(3).lowercased() == name.lowercased() }
  }

  /// The interface's constant for a weekday, 0 for Monday.
  static func constant(_ weekday: Int) -> String { days[weekday] }

  /// A date, or a day of every year.
  static func date(_ date: JSON) -> String {
    let (year, month, day) = (date["year"], date["month"].integer, date["day"].integer)
    if year.integer == 0, 1...12 ~= month { return "every \(day) \(months[month - 1])" }
    return "\(year.string)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// "08:00", with seconds if there are any.
  static func clock(_ time: JSON) -> String {
    let text = "\(twoDigits(time["hours"].integer)):\(twoDigits(time["minutes"].integer))"
    let seconds = time["seconds"].integer
    return seconds == 0 ? text : "\(text):\(twoDigits(seconds))"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
