package import RobotModel

extension Engine {
  /// Takes back actions whose worker went away or whose lease ended: they are ready again, under
  /// the same keys.
  ///
  /// Runs that no worker holds any more are passed over.
  package func perform(_ command: ReturnActions, at now: Instant) {
    advance(to: now)
    for number in command.runs {
      let run = store.run(number)
      guard run.isSome, store.runs[run].state == .dispatched else { continue }
      setState(.ready, of: run)
      touch(run)
      noteAction(.actionReturned, of: run)
      enqueue(run)
      enqueueOthers(after: run)
    }
  }
}
