/// What became of a run by hand, or what would.
package struct RunRobotReply: Hashable, Sendable {
  /// Without a number where nothing was done.
  package var run: RunView
  /// How the condition was decided, a step for each comparison.
  package var steps: [ExplanationStep]

  /// Describes a run by hand.
  package init(run: RunView, steps: [ExplanationStep]) {
    self.run = run
    self.steps = steps
  }
}
