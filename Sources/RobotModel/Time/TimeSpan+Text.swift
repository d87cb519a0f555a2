extension TimeUnit: CustomStringConvertible {
  /// The unit's English name for a count of one: `day`.
  package var description: String {
    switch self {
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .year: "year"
    }
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The span in words: `1 day`, `3 days`.
  package var description: String { count == 1 ? "1 \(unit)" : "\(count) \(unit)s" }
}
