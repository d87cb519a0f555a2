/// Cancels a run that has not ended, BY_PERSON.
///
/// Answers with the run.
package struct CancelRun: Hashable, Sendable {
  package var run: StoreNumber

  /// Asks for a cancellation.
  package init(run: StoreNumber) {
    self.run = run
  }
}

/// Gives a run that waits for its time another due time; one that has passed starts it now.
///
/// Answers with the run.
package struct RescheduleRun: Hashable, Sendable {
  package var run: StoreNumber
  package var dueTime: Instant

  /// Asks for another due time.
  package init(run: StoreNumber, dueTime: Instant) {
    self.run = run
    self.dueTime = dueTime
  }
}

/// Starts a run anew that has failed, or one that was suppressed (S-23).
///
/// Answers with the run.
package struct RetryRun: Hashable, Sendable {
  package var run: StoreNumber

  /// Asks for another try.
  package init(run: StoreNumber) {
    self.run = run
  }
}

/// Runs one robot now on one item, as an occurrence of its own.
///
/// Answers with the run and how its condition was decided.
package struct RunRobot: Hashable, Sendable {
  package var robot: String
  package var item: RecordKey
  /// Say what would happen, change nothing.
  package var isValidateOnly: Bool

  /// Asks for a run by hand.
  package init(robot: String, item: RecordKey, isValidateOnly: Bool = false) {
    self.robot = robot
    self.item = item
    self.isValidateOnly = isValidateOnly
  }
}
