import RobotModel

extension Engine {
  /// A moment as people read it: "2026-06-03 15:30" in the daemon's zone, with seconds if it has
  /// any.
  func words(_ instant: Instant) -> String {
    configuration.defaultZone.civil(at: instant).words
  }

  /// A length of time as people read it, in its two greatest units: "2 days 3 hours".
  static func words(milliseconds: Int64) -> String {
    var rest = milliseconds / 1_000
    if rest == 0 { return "less than a second" }
    var parts: [String] = []
    for (name, seconds) in [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)] {
      let count = rest / Int64(seconds)
      rest -= count * Int64(seconds)
      if count > 0, parts.count < 2 { parts.append("\(count) \(name)\(count == 1 ? "" : "s")") }
    }
    return parts.joined(separator: " ")
  }
}

extension CivilDateTime {
  /// A reading of a wall clock: "2026-06-03 15:30", with seconds if it has any.
  var words: String {
    var clock = "\(Self.twoDigits(time.hour)):\(Self.twoDigits(time.minute))"
    if time.second != 0 || time.millisecond != 0 { clock += ":\(Self.twoDigits(time.second))" }
    return "\(date.iso8601) \(clock)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension TimeSpan {
  /// "2 days", "1 hour".
  var words: String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
}
