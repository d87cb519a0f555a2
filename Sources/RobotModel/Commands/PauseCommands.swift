/// Holds up automation until it is resumed.
///
/// Answers with the pause; one that lasts already stays as it is.
package struct PauseAutomation: Hashable, Sendable {
  package var scope: PauseScope

  /// Asks for a pause.
  package init(scope: PauseScope) {
    self.scope = scope
  }
}

/// Ends a pause, and for an item the loop breaker's hold, too.
///
/// Answers whether there was anything to end.
package struct ResumeAutomation: Hashable, Sendable {
  package var scope: PauseScope

  /// Asks for the end of a pause.
  package init(scope: PauseScope) {
    self.scope = scope
  }
}
