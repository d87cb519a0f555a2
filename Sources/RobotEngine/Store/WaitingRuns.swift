import RobotModel

/// The runs that wait, by the version of the robot to which they are pinned.
///
/// Of each version there is a list through the runs' own rows, so a run joins and leaves it in
/// constant time, and who asks for the waiting runs of a robot, or of those that name a calendar,
/// looks at no others, however many runs the store has.
final class WaitingRuns {
  /// The runs of one version: the one that joined last, and how many there are.
  private struct List {
    var newest = Slot<RunRow>.none
    var count: UInt32 = 0
  }

  private let runs: Slab<RunRow>
  /// By the version's slot.
  private let lists = Cell<[List]>([])

  /// No run waits.
  init(in runs: Slab<RunRow>) {
    self.runs = runs
  }

  /// Takes in a run that waits from now on.
  func add(_ run: Slot<RunRow>) {
    let version = Int(runs[run].version.rawValue)
    if version >= lists.value.count {
      lists.value += repeatElement(List(), count: version + 1 - lists.value.count)
    }
    let next = lists.value[version].newest
    runs[run].nextWaiting = next
    runs[run].previousWaiting = .none
    if next.isSome { runs[next].previousWaiting = run }
    lists.value[version].newest = run
    lists.value[version].count += 1
  }

  /// Leaves out a run that waits no longer; its version is still the one with which it joined.
  func remove(_ run: Slot<RunRow>) {
    let version = Int(runs[run].version.rawValue)
    let (previous, next) = (runs[run].previousWaiting, runs[run].nextWaiting)
    if next.isSome { runs[next].previousWaiting = previous }
    if previous.isSome {
      runs[previous].nextWaiting = next
    } else {
      lists.value[version].newest = next
    }
    runs[run].nextWaiting = .none
    runs[run].previousWaiting = .none
    lists.value[version].count -= 1
  }

  /// How many runs of a version wait.
  func count(of version: RobotVersionSlot) -> Int {
    let index = Int(version.rawValue)
    return index < lists.value.count ? Int(lists.value[index].count) : 0
  }

  /// The runs of some versions that wait, in the order of their slots.
  ///
  /// - Complexity: n log n in their number.
  func runs(of versions: some Sequence<RobotVersionSlot>) -> [Slot<RunRow>] {
    var found: [Slot<RunRow>] = []
    for version in versions where count(of: version) > 0 {
      var run = lists.value[Int(version.rawValue)].newest
      while run.isSome {
        found.append(run)
        run = runs[run].nextWaiting
      }
    }
    return found.sorted { $0.index < $1.index }
  }

  /// The versions of which a run waits, in the order of their making.
  var versions: [RobotVersionSlot] {
    lists.value.indices.lazy.map { RobotVersionSlot(rawValue: UInt32($0)) }
      .filter { self.count(of: $0) > 0 }
  }
}
