/// A time zone as data: at which instants its offset from UTC changed, and the rule from then on.
///
/// A table is a plain value made from the system's `tzdata` at the edge of the program, so rules
/// that depend on a zone are functions of their arguments and replay to the same result.
///
/// Offsets are seconds east of UTC: Warsaw's are 3 600 and 7 200.
package struct ZoneTable: Hashable, Sendable {
  /// The zone's name as in the IANA database, for example `Europe/Warsaw`.
  package let name: String

  /// Seconds since 1970 at which a new offset begins, strictly ascending.
  let transitions: [Int64]

  /// The offset before the first transition, then one for each transition.
  let offsets: [Int32]

  /// The rule that holds after the last transition; without one the last offset stays.
  let rule: ZoneRule?

  /// The offsets that a zone may have: less than 25 hours west, less than 26 hours east.
  static let offsetRange: ClosedRange<Int64> = -89_999...93_599

  /// The table with these transitions; there is one offset more than there are transitions.
  init(name: String, transitions: [Int64], offsets: [Int32], rule: ZoneRule?) {
    precondition(offsets.count == transitions.count + 1, "one offset around each transition")
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  /// Coordinated Universal Time.
  package static let utc = ZoneTable(fixedOffsetSeconds: 0, name: "UTC")

  /// A zone that always has the same offset.
  package init(fixedOffsetSeconds: Int32, name: String) {
    self.init(name: name, transitions: [], offsets: [fixedOffsetSeconds], rule: nil)
  }

  /// Seconds east of UTC at the given instant.
  ///
  /// Complexity: logarithmic in the number of transitions, constant where the rule holds.
  package func offsetSeconds(at instant: Instant) -> Int32 {
    period(atSeconds: instant.secondsSinceEpoch).offsetSeconds
  }

  /// What a wall clock in this zone shows at the given instant.
  package func civil(at instant: Instant) -> CivilDateTime {
    let shift = Int64(offsetSeconds(at: instant)) * 1000
    return CivilDateTime(millisecondsSinceEpoch: instant.millisecondsSinceEpoch + shift)
  }
}
