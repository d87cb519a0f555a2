import Journal
import TestSupport

/// K5 and K6: every storage operation of a life fails, in every way, once and from then on.
enum FaultSweep {
  private static let kinds: [StorageFault.Kind] = [
    .inputOutput, .noSpace, .torn(bytes: 1), .torn(bytes: 17), .torn(bytes: 511),
    .torn(bytes: 700),
  ]

  /// Lives of a few seeds, every `share`-th operation.
  static func run(share: Int) throws -> [SweepResult] {
    [
      sweep("K5 every operation fails", .none, seeds: 1...4, share),
      sweep("K6 sync again after a failed sync", .retriesSync, seeds: 1...1, 1),
    ]
  }

  private static func sweep(
    _ title: String,
    _ flaw: SmallService.Flaw,
    seeds: ClosedRange<UInt64>,
    _ share: Int
  ) -> SweepResult {
    var tried = 0
    var refusals = 0
    var wrong: [String] = []
    for seed in seeds {
      let life = FaultyLife(smallOptions(), seed: seed, turns: 40)
      let operations = life.live(nil, cutsPower: false).operations
      for operation in stride(from: 0, to: operations, by: share) {
        for kind in kinds {
          for isLasting in [false, true] {
            let fault = StorageFault(operation: operation, isLasting: isLasting, kind: kind)
            for cutsPower in [false, true] {
              tried += 1
              let outcome = life.live(fault, flaw: flaw, cutsPower: cutsPower)
              wrong += outcome.broken.map { "seed \(seed), \(fault): \($0)" }
              refusals += outcome.refusals
            }
          }
        }
      }
    }
    return SweepResult(
      title: title,
      tried: tried,
      wrong: wrong,
      isControl: flaw != .none,
      note: "changes refused \(refusals)"
    )
  }
}
