package import RobotModel

extension Engine {
  /// Cancels a run that has not ended, BY_PERSON.
  ///
  /// A worker that holds its action keeps it, and what it reports is ignored. Of a recurring date
  /// one occurrence is cancelled; a run that waits for the date to get a value is none yet, but the
  /// robot's only one in the visit, and who cancels it gives the robot up there (S-9).
  /// - Throws: `NOT_FOUND`, `FAILED_PRECONDITION` for a run that has ended.
  package func perform(
    _ command: CancelRun,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RunView {
    advance(to: now)
    let run = try settledRun(command.run)
    guard !store.runs[run].state.isFinal else {
      throw .unmet("RUN_ENDED", "run \(command.run.text) \(store.runs[run].state.endWords) already")
    }
    // Cancelling one occurrence of a recurring date is not giving up the others.
    _ = makeNextOccurrence(after: run)
    withdraw(run, because: .byPerson, by: caller)
    releaseSuccessor(of: run)
    settle(store.visits[store.runs[run].visit].record)
    return runView(run)
  }

  /// A run as it is once everything of its item has started that is due.
  func settledRun(_ number: StoreNumber) throws(RequestError) -> Slot<RunRow> {
    let run = store.run(number)
    guard run.isSome else { throw .notFound("run", number.text) }
    settle(store.visits[store.runs[run].visit].record)
    return run
  }
}
