/// A run with the chain of facts that led to its state.
package struct RunExplanation: Hashable, Sendable {
  package var visit: Visit
  package var run: RunView
  package var steps: [ExplanationStep]

  /// Describes a run's explanation.
  package init(visit: Visit, run: RunView, steps: [ExplanationStep]) {
    self.visit = visit
    self.run = run
    self.steps = steps
  }
}

/// One fact in the chain that led to a run's state.
package struct ExplanationStep: Hashable, Sendable {
  package var kind: ExplanationKind
  package var time: Instant?
  /// The fact in words.
  package var text: String
  /// Of a condition: the field's path.
  package var path: String = ""
  /// Of a condition: what the field held.
  package var actual: FieldValue?
  /// Of a condition: what it was held against.
  package var expected: [FieldValue] = []
  /// Of a condition: the result.
  package var isSatisfied: Bool = false

  /// Describes a step in words.
  package init(kind: ExplanationKind, time: Instant?, text: String) {
    self.kind = kind
    self.time = time
    self.text = text
  }
}

/// What a step is about.
///
/// The numbers are those of `robots.v1.ExplanationKind`.
package enum ExplanationKind: UInt8, Hashable, Sendable, CaseIterable {
  case visit = 1
  case ruleVersion = 2
  case dueTime = 3
  case previous = 4
  case condition = 5
  case handOut = 6
  case outcome = 7
  case document = 8
}
