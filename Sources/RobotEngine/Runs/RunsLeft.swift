import RobotModel

/// The runs to which a change has yet to come, piece by piece.
struct RunsLeft {
  /// In the order of their slots, which is that of their making.
  private let runs: [Slot<RunRow>]
  private var next = 0

  /// Begins with runs in the order of their slots.
  init(_ runs: [Slot<RunRow>]) {
    self.runs = runs
  }

  /// Whether it has come to all.
  var isEmpty: Bool { next == runs.count }

  /// Takes out the next ones, at most `count`.
  mutating func take(_ count: Int) -> ArraySlice<Slot<RunRow>> {
    let start = next
    next = min(runs.count, start + count)
    return runs[start..<next]
  }

  /// Whether a run is among those that are left, found by halving.
  func contains(_ run: Slot<RunRow>) -> Bool {
    var (low, high) = (next, runs.count)
    while low < high {
      let middle = low + (high - low) / 2
      if runs[middle].index < run.index { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low] == run
  }
}
