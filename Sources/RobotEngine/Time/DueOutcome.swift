/// What a timing comes to for one run.
package enum DueOutcome: Hashable, Sendable {
  /// Due then; if that is past, at once and late.
  case due(DueComputation)
  /// Skipped, `DATE_PASSED` (S-8).
  case datePassed(DueComputation)
  /// Waits for the date to get a value, `DATE_EMPTY` (S-8).
  case dateEmpty

  /// The way to the due time, where there is one.
  package var computation: DueComputation? {
    switch self {
    case .due(let computation), .datePassed(let computation): computation
    case .dateEmpty: nil
    }
  }
}
