/// Times in nanoseconds, and how they lie.
struct Quantiles {
  private var times: [Int64] = []

  mutating func add(_ nanoseconds: Int64) { times.append(nanoseconds) }

  /// Count, and microseconds: `1000 p50 80 p99 200 p99.9 310 max 900`.
  var summary: String {
    let sorted = times.sorted()
    let parts = [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1)].map { name, part in
      "\(name) \(sorted.isEmpty ? 0 : sorted[Int(part * Double(sorted.count - 1))] / 1_000)"
    }
    return "\(times.count) " + parts.joined(separator: " ")
  }
}
