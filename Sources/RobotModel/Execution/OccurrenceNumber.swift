/// Which of several runs of one robot in one visit a run is.
///
/// Zero is the only one, further numbers are dates of a robot that recurs, a year or a year and
/// month, and numbers with the highest bit set are runs by hand: `manual-1` and on (S-23).
package struct OccurrenceNumber: Hashable, Sendable {
  package let rawValue: UInt32

  private static let manualBit: UInt32 = 1 << 31

  /// Wraps a stored number.
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The run by hand with a number, from 1.
  package static func manual(_ number: UInt32) -> OccurrenceNumber {
    precondition(0 < number && number < manualBit)
    return OccurrenceNumber(rawValue: manualBit | number)
  }

  /// A person has asked for the run.
  package var isManual: Bool { rawValue & Self.manualBit != 0 }

  /// It names a month of a robot that recurs monthly; no year is so high.
  package var isMonth: Bool { rawValue > 9_999 && !isManual }

  /// As it is shown: empty for the only one, "manual-1" for the first by hand.
  package var text: String {
    if rawValue == 0 { return "" }
    return isManual ? "manual-\(rawValue & ~Self.manualBit)" : "\(rawValue)"
  }
}
