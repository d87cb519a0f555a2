/// Milliseconds as people write them in a configuration: in seconds.
enum Seconds {
  /// `30`, `0.01`.
  static func text(_ milliseconds: Int64) -> String {
    milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)" : "\(Double(milliseconds) / 1_000)"
  }

  /// `0.01 to 60`.
  static func text(_ range: ClosedRange<Int64>) -> String {
    "\(text(range.lowerBound)) to \(text(range.upperBound))"
  }
}
