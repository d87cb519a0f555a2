import RobotModel

/// What is left to do to the waiting runs of a robot that was changed.
struct InFlightChange {
  /// What is done to each of them.
  enum Kind: Equatable {
    case cancel(Reason)
    case migrate(RobotVersionSlot)
  }

  let robot: RobotSlot
  let kind: Kind
  /// In the order of their slots.
  private let runs: [Slot<RunRow>]
  private var next = 0

  /// Begins a change of runs that are in the order of their slots.
  init(of robot: RobotSlot, _ kind: Kind, _ runs: [Slot<RunRow>]) {
    self.robot = robot
    self.kind = kind
    self.runs = runs
  }

  /// Whether it was done to all.
  var isOver: Bool { next == runs.count }

  /// Takes out the next ones, at most `count`.
  mutating func take(_ count: Int) -> ArraySlice<Slot<RunRow>> {
    let start = next
    next = min(runs.count, start + count)
    return runs[start..<next]
  }

  /// Whether a run is among those that are left, found by halving.
  func isLeft(_ run: Slot<RunRow>) -> Bool {
    var (low, high) = (next, runs.count)
    while low < high {
      let middle = low + (high - low) / 2
      if runs[middle].index < run.index { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low] == run
  }
}
