package import RobotModel

extension Engine {
  /// Takes back actions whose worker went away or whose lease ended: they are ready again, under
  /// the same keys.
  ///
  /// Passed over are runs that no worker holds any more, and those that another one has been given
  /// since: a lease of an earlier attempt takes nothing from it.
  package func perform(_ command: ReturnActions, at now: Instant) {
    advance(to: now)
    for handOut in command.handOuts {
      let run = store.run(handOut.run)
      guard run.isSome, store.runs[run].state == .dispatched,
        store.runs[run].attempts == handOut.attempt, actionKey(of: run) == handOut.key
      else { continue }
      takeFromWorker(run)
      enqueueOthers(after: run)
    }
  }

  /// Makes an action ready again that was handed out.
  func takeFromWorker(_ run: Slot<RunRow>, because words: String = "") {
    setState(.ready, of: run)
    touch(run)
    noteAction(.actionReturned, of: run, text: words)
    enqueue(run)
  }
}
