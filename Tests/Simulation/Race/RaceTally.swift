/// What has become of items that were moved in the millisecond in which their robot fired.
struct RaceTally {
  /// How many there were.
  var races = 0
  /// A worker had the action, and lost it by the move.
  var withdrawn = 0
  /// A worker had given it back before the move.
  var lost = 0
  /// No worker has ever seen the action.
  var neverGiven = 0
  /// A worker was done before the move.
  var done = 0
  /// What must not be.
  var wrong: [String] = []

  /// Adds what another race came to.
  mutating func add(_ other: RaceTally) {
    races += other.races
    withdrawn += other.withdrawn
    lost += other.lost
    neverGiven += other.neverGiven
    done += other.done
    wrong += other.wrong
  }
}
