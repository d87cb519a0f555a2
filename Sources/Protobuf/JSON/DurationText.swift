/// Spans of time as text: seconds with up to nine digits after the point and an `s`.
enum DurationText {
  /// About 10,000 years, as the definition limits it.
  private static let limitSeconds: Int64 = 315_576_000_000

  /// The text of a span; nil if it is beyond the limit or its parts differ in sign.
  static func format(_ duration: SecondsAndNanos) -> String? {
    let (seconds, nanos) = (duration.seconds, duration.nanos)
    guard abs(seconds) <= limitSeconds, abs(nanos) <= 999_999_999,
      (seconds >= 0 && nanos >= 0) || (seconds <= 0 && nanos <= 0)
    else { return nil }
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return "\(sign)\(abs(seconds))\(SecondsAndNanos.fraction(abs(nanos)))s"
  }

  /// The span of a text; nil if it is none.
  static func parse(_ text: String) -> SecondsAndNanos? {
    guard text.hasSuffix("s") else { return nil }
    var rest = text.dropLast()
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...12).contains(whole.utf8.count),
      whole.utf8.allSatisfy({ (48...57).contains($0) }), let seconds = Int64(whole),
      seconds <= limitSeconds,
      let nanos = parts.count == 1 ? 0 : SecondsAndNanos.nanos(parts[1])
    else { return nil }
    return isNegative
      ? SecondsAndNanos(seconds: -seconds, nanos: -nanos)
      : SecondsAndNanos(seconds: seconds, nanos: nanos)
  }
}
