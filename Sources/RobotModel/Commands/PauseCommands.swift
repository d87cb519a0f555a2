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

/// A source has told everything that happened while the service was down (S-25).
///
/// Answers whether its items were waiting for it.
package struct CatchUpSource: Hashable, Sendable {
  /// The metadata `robots-source` of its calls.
  package var source: String

  /// Tells of a source.
  package init(source: String) {
    self.source = source
  }
}
