extension Int64 {
  /// The quotient rounded towards minus infinity, as calendars before 1970 need it.
  ///
  /// Swift's `/` rounds towards zero, which would make the two days around the epoch one. The
  /// divisor is greater than zero.
  package func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
