/// One hand-out of an action: what a lease is for, and what a return and a result are of.
///
/// An action keeps its run and its key however often it is handed out. A worker that lost it, and
/// the one that has it now, differ in the attempt alone.
package struct HandOut: Hashable, Sendable {
  /// The run's number.
  package var run: StoreNumber
  /// The action's key.
  package var key: String
  /// From 1, for each key.
  package var attempt: UInt32

  /// Names a hand-out.
  package init(run: StoreNumber, key: String, attempt: UInt32) {
    self.run = run
    self.key = key
    self.attempt = attempt
  }
}

extension Action {
  /// The hand-out by which the worker gets it.
  package var handOut: HandOut { HandOut(run: run, key: key, attempt: attempt) }
}
