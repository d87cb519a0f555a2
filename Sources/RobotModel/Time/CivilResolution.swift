/// How a wall clock reading met the time line.
package enum CivilFit: Hashable, Sendable {
  /// The clock showed the reading exactly once.
  case unique

  /// The clock skipped the reading; it was moved forward on the clock by that many milliseconds.
  case movedForward(gapMilliseconds: Int64)

  /// The clock showed the reading twice, that many milliseconds apart; the first was taken.
  case firstOfTwo(overlapMilliseconds: Int64)
}

/// The instant of a wall clock reading, and how it was found.
package struct CivilResolution: Hashable, Sendable {
  /// The instant.
  package let instant: Instant

  /// Whether the clock showed the reading once, never or twice.
  package let fit: CivilFit
}
