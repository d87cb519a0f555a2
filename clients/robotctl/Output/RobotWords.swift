/// A robot's timing in words: "2 days after the robot before".
enum RobotWords {
  static func timing(_ timing: JSON) -> String {
    let isChained = timing["afterPrevious"].isTrue
    let span = timing["after"]
    guard span.isPresent, span["count"].integer > 0 else {
      return isChained ? "after the robot before" : "at once"
    }
    let count = span["count"].string
    let unit = span["unit"].string.dropFirst("TIME_UNIT_".count).lowercased()
    let words = "\(count) \(unit)\(count == "1" ? "" : "s")"
    return isChained ? "\(words) after the robot before" : "after \(words)"
  }
}
