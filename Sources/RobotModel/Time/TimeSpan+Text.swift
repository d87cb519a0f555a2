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

  /// Reads a span in words, one or many: `1 day`, `48 hours`; nil for anything else.
  package init?(text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let count = Int64(words[0]),
      let unit = TimeUnit.allCases.first(where: { words[1] == "\($0)" || words[1] == "\($0)s" })
    else { return nil }
    self.init(count: count, unit: unit)
  }
}
