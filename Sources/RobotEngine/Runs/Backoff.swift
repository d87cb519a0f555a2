import RobotModel

/// How long to wait before a failed action is tried again, and how often.
struct Backoff: Hashable {
  /// After the first failure; doubled after each further one.
  let firstMilliseconds: Int64
  /// Never longer than this.
  let longestMilliseconds: Int64
  /// After so many attempts the run fails.
  let attempts: UInt32

  /// Ten attempts over some half an hour: long enough for a service to be restarted.
  static let standard = Backoff(
    firstMilliseconds: 5_000,
    longestMilliseconds: 10 * 60_000,
    attempts: 10
  )

  /// How long to wait after an attempt, from 1.
  ///
  /// Between half and all of the doubled time, so that many actions that failed together do not
  /// come back together; which part is decided by the seed and the run, and is the same in a
  /// replay.
  func milliseconds(afterAttempt attempt: UInt32, run: StoreNumber, seed: UInt64) -> Int64 {
    let doublings = Int64(min(attempt, 32)) - 1
    let doubled = doublings < 30 ? firstMilliseconds << max(0, doublings) : longestMilliseconds
    let whole = min(doubled, longestMilliseconds)
    let random = Self.mix(Self.mix(seed ^ run.rawValue) &+ UInt64(attempt))
    return whole - Int64(random % UInt64(whole / 2 + 1))
  }

  /// Spreads a number's bits over all 64, as SplitMix64 does (Steele, Lea, Flood, 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
