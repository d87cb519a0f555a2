import RobotModel

// The version by which a run acts (S-28)
//
// A run is pinned to the version that was in force at entry: timing, order and condition are that
// version's. What it does, in whose name and with what, follows the newest version until the run is
// due. So a run that waits asks anew each time. One that has started keeps the version by which it
// did: what a worker was told to do under one version is not taken for the work of another.

extension Engine {
  /// The version whose type, acting user, texts and parameters are a run's.
  func actingVersion(of run: Slot<RunRow>) -> RobotVersionSlot {
    let pinned = store.runs[run].version
    let newest = store.robots.textVersion(of: pinned)
    // Asked of every waiting run of an item whenever one is looked for that is due: what has not
    // started has kept nothing, and its cold part need not be read.
    guard store.runs[run].startTime != .none,
      let kept = store.runs[run].detail?.detail.actingVersion, kept != 0,
      kept != store.robots[brief: newest].version
    else { return newest }
    return store.robots.version(kept, of: store.robots[brief: pinned].id) ?? newest
  }

  /// The same, in the form in which it runs.
  func actingRobot(of run: Slot<RunRow>) -> CompiledRobot {
    store.robots.compiled(actingVersion(of: run))
  }
}
