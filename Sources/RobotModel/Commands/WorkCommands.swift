/// Hands out the oldest ready actions of a queue.
///
/// Answers with at most `count` actions.
package struct HandOutActions: Hashable, Sendable {
  package var queue: String
  package var count: Int

  /// Asks for actions.
  package init(queue: String, count: Int) {
    self.queue = queue
    self.count = count
  }
}

/// Takes in a worker's result.
///
/// Answers with what became of it.
package struct CompleteAction: Hashable, Sendable {
  package var run: StoreNumber
  package var key: String
  /// Which attempt it is of; nil where nobody knows, which is one that was taken back.
  package var attempt: UInt32?
  package var outcome: ActionOutcome

  /// Reports a result.
  package init(run: StoreNumber, key: String, attempt: UInt32?, outcome: ActionOutcome) {
    self.run = run
    self.key = key
    self.attempt = attempt
    self.outcome = outcome
  }
}

/// Takes back actions whose worker went away or whose lease ended: they are ready again.
package struct ReturnActions: Hashable, Sendable {
  package var handOuts: [HandOut]

  /// Takes back actions.
  package init(handOuts: [HandOut]) {
    self.handOuts = handOuts
  }
}
