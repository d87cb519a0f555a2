import RobotModel

extension Engine {
  /// A moment as people read it: "2026-06-03 15:30" in the daemon's zone, with seconds if it has
  /// any.
  func words(_ instant: Instant) -> String {
    words(configuration.defaultZone.civil(at: instant))
  }

  /// A reading of a wall clock: "2026-06-03 15:30", with seconds if it has any.
  func words(_ civil: CivilDateTime) -> String {
    var clock = "\(Self.twoDigits(civil.time.hour)):\(Self.twoDigits(civil.time.minute))"
    if civil.time.second != 0 || civil.time.millisecond != 0 {
      clock += ":\(Self.twoDigits(civil.time.second))"
    }
    return "\(civil.date.iso8601) \(clock)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// A length of time as people read it, in its two greatest units: "2 days 3 hours".
  func words(milliseconds: Int64) -> String {
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

extension TimeSpan {
  /// "2 days", "1 hour".
  var words: String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
}
