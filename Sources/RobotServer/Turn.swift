/// One turn of the loop. The order of its statements is what the service promises: a full disk is
/// known before anything changes, and a change is on the disk before anybody can see it.
extension Service {
  func turn() throws(RobotServerError) {
    // Before anything changes: has the journal room for it?
    state.makeRoom()
    // Sleep until something happens, unless the last turn has left something to do.
    try waitForEvents()
    // One time for everything in this turn.
    state.clock.read()
    connections.beginTurn()
    // Is there memory for new records?
    memory.check(limitBytes: configuration.memoryLimitBytes, at: connections.now)
    // Read requests. Each is applied as it is read, and what it changed is appended as one batch.
    handleEvents(within: WorkBudget(microseconds: 1_000))
    // Streams that tell of more changes than one go on by turns.
    ingest.proceed(within: WorkBudget(microseconds: 1_000))
    // Start what is due; each item's instant is a batch of its own. A simulated clock moves on.
    let isMoreDue = state.fireDue(within: WorkBudget(microseconds: 1_000))
    workers.takeBack()
    let isMoreReady = workers.handOut()
    // Remove some of what is no longer kept.
    let isMoreToSweep = sweeper.proceed(within: WorkBudget(microseconds: 500))
    // Take out of the store whoever has the right to be forgotten.
    eraser.proceed(within: WorkBudget(microseconds: 2_000))
    let isClockMoving = advancer.proceed(at: connections.now)
    // One write and one sync for all of it, here or on the second thread.
    try keep()
    // Only now may it be seen: answers, actions, what watchers are told. Those who watch changes
    // are told of what lies in the journal.
    state.outbox.release()
    feed.proceed(within: WorkBudget(microseconds: 1_000), at: connections.now)
    connections.flush()
    // A piece of the snapshot, if one is being written.
    try snapshots.proceed()
    hasWorkLeft =
      isMoreDue || isMoreReady || isMoreToSweep || isClockMoving || ingest.hasWork
      || eraser.hasWork || feed.hasWork || snapshots.hasWork
  }
}
