package import RobotModel

/// What a date field holds.
package enum DateValue: Hashable, Sendable {
  /// A date without a time: a wall clock reading until the result is resolved (S-39).
  case day(CivilDate)
  /// A moment.
  case moment(Instant)

  /// What a field's value is as a date; nil if it is none.
  package init?(_ value: FieldValue?) {
    switch value {
    case .date(let date): self = .day(date)
    case .timestamp(let instant): self = .moment(instant)
    case .text, .boolean, .integer, .decimal, .money, .reference, .list, nil: return nil
    }
  }
}
