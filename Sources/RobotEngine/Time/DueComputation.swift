package import RobotModel

/// A due time together with the way it was computed.
///
/// It begins at a base and is led on step by step. Each kind of step is one verb in a file of its
/// own, so a timing is a sequence of verbs:
///
///     var due = DueComputation(from: .entry(visit.entryTime))
///     due.add(span, in: zone)
package struct DueComputation: Hashable, Sendable {
  /// The instant reached so far.
  package private(set) var due: Instant

  /// The steps so far, the base first.
  package private(set) var steps: [DueStep]

  /// The computation that has reached its base.
  package init(from base: DueBase) {
    due = base.instant
    steps = [.base(base)]
  }

  /// Takes a step to a new instant.
  mutating func move(to instant: Instant, by step: DueStep) {
    due = instant
    steps.append(step)
  }

  /// Notes something about the instant reached.
  mutating func note(_ step: DueStep) {
    steps.append(step)
  }
}
