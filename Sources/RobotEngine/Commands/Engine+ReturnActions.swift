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
      if store.runs[run].attempts < Self.handOutsAtOnce {
        takeFromWorker(run)
      } else {
        waitForNextAttempt(run)
      }
      enqueueOthers(after: run)
    }
  }

  /// An action that was lost so often waits from then on before it is handed out again, as after a
  /// failure: one at which workers break down is not to keep the others from them.
  private static let handOutsAtOnce = 3

  private func waitForNextAttempt(_ run: Slot<RunRow>) {
    let delay = actingRobot(of: run).kind.backoff.milliseconds(
      afterAttempt: store.runs[run].attempts,
      run: store.runs[run].number,
      seed: configuration.seed
    )
    retry(run, at: time.adding(milliseconds: delay), "")
  }

  /// Makes an action ready again that was handed out.
  func takeFromWorker(_ run: Slot<RunRow>, because words: String = "") {
    setState(.ready, of: run)
    touch(run)
    noteAction(.actionReturned, of: run, text: words)
    enqueue(run)
  }
}
