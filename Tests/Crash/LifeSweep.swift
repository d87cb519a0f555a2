import Journal
import TestSupport

/// K1 and K2 in memory: lives that end by a kill or a power cut lose nothing acknowledged.
enum LifeSweep {
  /// 50,000 lives, divided by `share`.
  static func run(share: Int) throws -> [SweepResult] {
    [
      sweep("K2 power cuts and kills", JournalLives(smallOptions()), seeds: 2500 / share),
      sweep(
        "K1 answer before sync",
        JournalLives(smallOptions(), flaw: .answersBeforeSync),
        seeds: 40,
        isControl: true
      ),
      sweep(
        "K2 all syncs dropped",
        JournalLives(smallOptions(), lies: .dropsFileSyncs),
        seeds: 40,
        isControl: true
      ),
      sweep(
        "K2 directory sync left out",
        JournalLives(smallOptions(), lies: .dropsDirectorySyncs),
        seeds: 40,
        isControl: true
      ),
    ]
  }

  private static func sweep(
    _ title: String,
    _ lives: JournalLives,
    seeds: Int,
    isControl: Bool = false
  ) -> SweepResult {
    var wrong: [String] = []
    var tornTails = 0
    var snapshots = 0
    for seed in 0..<seeds {
      let outcome = lives.live(seed: UInt64(seed), count: 20)
      wrong += outcome.broken.map { "seed \(seed): \($0)" }
      tornTails += outcome.tornTails
      snapshots += outcome.snapshots
    }
    return SweepResult(
      title: title,
      tried: seeds * 20,
      wrong: wrong,
      isControl: isControl,
      note: "torn tails \(tornTails), snapshots \(snapshots)"
    )
  }
}
