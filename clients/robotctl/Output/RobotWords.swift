/// A robot's timing in words: "2 days after the robot before", "3 days before close_date".
enum RobotWords {
  static func timing(_ timing: JSON) -> String {
    ([start(timing)] + conditions(timing)).joined(separator: ", ")
  }

  /// What a timing says beside its start, where it says anything.
  private static func conditions(_ timing: JSON) -> [String] {
    var words: [String] = []
    let calendar = timing["calendar"].string
    switch name(timing["workingTime"], after: "WORKING_TIME_") {
    case "count": words.append("counted in working time of \(calendar)")
    case "shift": words.append("then moved to working time of \(calendar)")
    default: break
    }
    let wait = timing["maxResponsibleWait"]
    if wait.isPresent {
      words.append("in the responsible's hours, waiting \(wait.string) at most")
    }
    switch name(timing["chainPolicy"], after: "CHAIN_POLICY_") {
    case "unless_failed": words.append("unless that has failed")
    case "on_finish": words.append("whatever its end")
    default: break
    }
    switch name(timing["pastDue"], after: "PAST_DUE_") {
    case "run_now": words.append("late if that is past")
    case "skip": words.append("never if that is past")
    default: break
    }
    if timing["maxLateness"].isPresent {
      words.append("at most \(timing["maxLateness"].string) late")
    }
    if !timing["timeZone"].string.isEmpty { words.append("in \(timing["timeZone"].string)") }
    return words
  }

  /// The name of a choice in small letters; empty for none.
  private static func name(_ choice: JSON, after prefix: String) -> String {
    choice.string.dropFirst(prefix.count).lowercased()
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
    let side = name(date["direction"], after: "DATE_DIRECTION_")
    let length = span(date["span"])
    var words = length.isEmpty ? "at" : "\(length) \(side)"
    words += " \(date["path"].string)"
    for member in ["clockTime", "atTime"] where date[member].isPresent {
      words += " at \(CalendarWords.clock(date[member]))"
    }
    if date["againOnChange"].isTrue { words += ", again when it changes" }
    let recurrence = name(date["recurrence"], after: "RECURRENCE_")
    if recurrence.isEmpty || recurrence == "none" { return words }
    return "\(words), \(recurrence)\(date["once"].isTrue ? ", the first time only" : "")"
  }

  /// "2 days"; empty for no time.
  private static func span(_ span: JSON) -> String {
    guard span["count"].integer > 0 else { return "" }
    let unit = name(span["unit"], after: "TIME_UNIT_")
    return "\(span["count"].string) \(unit)\(span["count"].string == "1" ? "" : "s")"
  }
}
