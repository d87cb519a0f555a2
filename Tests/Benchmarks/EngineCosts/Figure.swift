import Linux

/// Prints figures beside what is wanted of them, and measures what they are made of.
enum Figure {
  /// What a figure must not exceed, or not fall below.
  enum Target {
    case atMost(Double)
    case atLeast(Double)
  }

  /// One line: target, what was measured, and whether that is reached.
  static func print(
    _ id: String,
    _ name: String,
    _ value: Double,
    _ unit: String,
    _ target: Target
  ) {
    let isReached: Bool
    let wanted: String
    switch target {
    case .atMost(let limit):
      isReached = value <= limit
      wanted = "at most \(text(limit))"
    case .atLeast(let limit):
      isReached = value >= limit
      wanted = "at least \(text(limit))"
    }
    let verdict = isReached ? "reached" : "MISSED"
    Swift.print("\(id)  \(name): \(text(value)) \(unit), wanted \(wanted): \(verdict)")
  }

  /// A line that stands beside a figure.
  static func note(_ text: String) { Swift.print("    \(text)") }

  /// Whole numbers from a hundred on, two digits after the point below.
  static func text(_ value: Double) -> String {
    if value >= 100 { return "\(Int(value.rounded()))" }
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// How long something takes.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Clock.monotonicNanoseconds()
    try body()
    return Double(Clock.monotonicNanoseconds() - start) / 1e9
  }

  /// Resident memory now.
  static func residentBytes() throws -> Double { Double(try CurrentProcess.residentBytes()) }
}
