import RobotModel

extension Store {
  /// The id of a run's robot as history keeps it.
  func robotName(of run: Slot<RunRow>) -> NameSlot {
    let version = runs[run].version
    if let name = robots[brief: version].name { return name }
    let name = names.intern(robots[brief: version].id)
    robots[brief: version].name = name
    return name
  }

  /// The runs of a visit, in the stage's order at entry, with those that were placed later.
  ///
  /// A loop over them may change any run: the links between them stay.
  @inline(__always)
  func runs(of visit: Slot<VisitRow>) -> VisitRuns {
    VisitRuns(next: visits[visit].firstRun, runs: runs)
  }

  /// The runs of a visit, in the order of their making.
  func runsAsMade(of visit: Slot<VisitRow>) -> [Slot<RunRow>] {
    runs(of: visit).sorted { runs[$0].number < runs[$1].number }
  }

  /// The visits of an item, oldest first.
  func visits(of record: Slot<RecordRow>) -> [Slot<VisitRow>] {
    var slots: [Slot<VisitRow>] = []
    var visit = records[record].newestVisit
    while visit.isSome {
      slots.append(visit)
      visit = visits[visit].olderVisit
    }
    return slots.reversed()
  }
}

/// The runs of one visit, followed by their links.
struct VisitRuns: Sequence, IteratorProtocol {
  private var run: Slot<RunRow>
  private let runs: Slab<RunRow>

  init(next: Slot<RunRow>, runs: Slab<RunRow>) {
    run = next
    self.runs = runs
  }

  @inline(__always)
  mutating func next() -> Slot<RunRow>? {
    guard run.isSome else { return nil }
    defer { run = runs[run].nextInVisit }
    return run
  }
}
