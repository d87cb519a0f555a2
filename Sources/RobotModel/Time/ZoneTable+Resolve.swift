// From the wall clock to the time line
//
// A zone's time line is a row of periods, each with one offset. A wall clock reading R is shown at
// the instant R - offset of every period that contains that instant:
//
//   * in exactly one period: the ordinary case;
//   * in two: the clocks went back and showed R twice; the first counts (S-24);
//   * in none: the clocks went forward over R. R moves forward by the gap, which is the same as
//     reading it with the offset from before the change: 02:30 becomes 03:30.
//
// No offset exceeds 26 hours, so only periods within 26 hours of R, read as UTC, can show it, and
// nearly always that is one.

extension ZoneTable {
  /// The instant at which a wall clock in this zone shows the given reading (S-24).
  ///
  /// A reading that the clocks skipped moves forward by the gap; of two readings the first counts.
  /// The result says which happened, so that it can be logged.
  package func resolve(_ civil: CivilDateTime) -> CivilResolution {
    let milliseconds = civil.millisecondsSinceEpoch
    let seconds = milliseconds.dividedDown(by: 1000)
    let last = seconds + Self.widestOffsetSeconds
    var period = period(atSeconds: seconds - Self.widestOffsetSeconds)
    var search = CivilSearch(reading: seconds, from: period)
    while period.end <= last {
      period = self.period(atSeconds: period.end)
      search.visit(period)
    }
    let shift = search.first - seconds
    return CivilResolution(
      instant: Instant(millisecondsSinceEpoch: milliseconds + shift * 1000),
      fit: search.fit
    )
  }

  private static let widestOffsetSeconds: Int64 = 26 * 3600
}

/// The periods seen so far in the search for one wall clock reading, in seconds.
private struct CivilSearch {
  private let reading: Int64
  private var previous: ZonePeriod
  private var shown: Int64?
  private var shownAgain: Int64?
  private var gap: (instant: Int64, seconds: Int64)?

  init(reading: Int64, from period: ZonePeriod) {
    self.reading = reading
    previous = period
    look(in: period)
  }

  /// Takes in the period that follows the one seen before.
  mutating func visit(_ period: ZonePeriod) {
    let before = reading - Int64(previous.offsetSeconds)
    if before >= period.start, reading - Int64(period.offsetSeconds) < period.start {
      let widened = Int64(period.offsetSeconds) - Int64(previous.offsetSeconds)
      gap = (instant: before, seconds: widened)
    }
    look(in: period)
    previous = period
  }

  private mutating func look(in period: ZonePeriod) {
    let candidate = reading - Int64(period.offsetSeconds)
    guard candidate >= period.start, candidate < period.end else { return }
    if shown == nil {
      shown = candidate
    } else if shownAgain == nil {
      shownAgain = candidate
    }
  }

  /// The instant that counts.
  var first: Int64 {
    shown ?? gap?.instant ?? reading - Int64(previous.offsetSeconds)
  }

  var fit: CivilFit {
    if let shown {
      guard let shownAgain else { return .unique }
      return .firstOfTwo(overlapMilliseconds: (shownAgain - shown) * 1000)
    }
    guard let gap else { return .unique }
    return .movedForward(gapMilliseconds: gap.seconds * 1000)
  }
}
