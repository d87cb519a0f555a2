/// A robot's timing in words: "2 days after the robot before", "3 days before close_date".
enum RobotWords {
  static func timing(_ timing: JSON) -> String {
    var words = start(timing)
    let hours = timing["workingTime"].string.dropFirst("WORKING_TIME_".count)
    if hours == "COUNT" || hours == "SHIFT" {
      words += " in working time of \(timing["calendar"].string)"
    }
    return words
  }

  private static func start(_ timing: JSON) -> String {
    let isChained = timing["afterPrevious"].isTrue
    let chain = isChained ? ", after the robot before" : ""
    if timing["date"].isPresent { return date(timing["date"]) + chain }
    if timing["instant"].isPresent { return "at \(ValueText.time(timing["instant"]))" + chain }
    if timing["clockTime"].isPresent {
      return "at \(CalendarWords.clock(timing["clockTime"]))" + chain
    }
    let words = span(timing["after"])
    if words.isEmpty { return isChained ? "after the robot before" : "at once" }
    return isChained ? "\(words) after the robot before" : "after \(words)"
  }

  private static func date(_ date: JSON) -> String {
    let side = date["direction"].string.dropFirst("DATE_DIRECTION_".count).lowercased()
    let length = span(date["span"])
    var words = length.isEmpty ? "at" : "\(length) \(side)"
    words += " \(date["path"].string)"
    for member in ["clockTime", "atTime"] where date[member].isPresent {
      words += " at \(CalendarWords.clock(date[member]))"
    }
    let recurrence = date["recurrence"].string.dropFirst("RECURRENCE_".count).lowercased()
    return recurrence.isEmpty || recurrence == "none" ? words : "\(words), \(recurrence)"
  }

  /// "2 days"; empty for no time.
  private static func span(_ span: JSON) -> String {
    guard span["count"].integer > 0 else { return "" }
    let unit = span["unit"].string.dropFirst("TIME_UNIT_".count).lowercased()
    return "\(span["count"].string) \(unit)\(span["count"].string == "1" ? "" : "s")"
  }
}
