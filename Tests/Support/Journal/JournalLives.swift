package import Journal

/// Many short lives of a small service on one directory, each ended by a kill or a power cut.
package struct JournalLives {
  private let options: JournalOptions
  private let flaw: SmallService.Flaw
  private let lies: MemoryStorage.Lies

  /// Lives with something done wrong, or with nothing.
  package init(
    _ options: JournalOptions,
    flaw: SmallService.Flaw = .none,
    lies: MemoryStorage.Lies = []
  ) {
    self.options = options
    self.flaw = flaw
    self.lies = lies
  }

  /// What some lives came to.
  package struct Outcome {
    /// Why a promise was not kept; empty if all were.
    package var broken: [String] = []
    /// Torn tails that were cut.
    package var tornTails = 0
    /// Batches that were acknowledged.
    package var acknowledged = 0
    /// Snapshots that counted.
    package var snapshots = 0
  }

  /// Lives until a promise is broken, at most `count` times.
  package func live(seed: UInt64, count: Int) -> Outcome {
    var outcome = Outcome()
    var random = SeededRandom(seed: seed)
    var promises = Promises()
    var storage = MemoryStorage(lies: lies)
    for _ in 0..<count {
      liveOnce(on: storage, &promises, &outcome, &random)
      if !promises.broken.isEmpty { break }
      storage =
        Int.random(in: 0..<4, using: &random) == 0
        ? storage.afterKill() : storage.afterPowerCut(using: &random)
    }
    outcome.broken = promises.broken
    outcome.acknowledged = promises.acknowledged
    return outcome
  }

  private func liveOnce(
    on storage: MemoryStorage,
    _ promises: inout Promises,
    _ outcome: inout Outcome,
    _ random: inout SeededRandom
  ) {
    do throws(JournalError) {
      let recovered = try recover(storage, options)
      promises.check(recovered)
      outcome.tornTails += recovered.report.tornTail == nil ? 0 : 1
      var service = SmallService(
        recovered,
        random: SeededRandom(seed: random.next()),
        flaw: flaw
      )
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        do {
          try service.turn(&promises)
        } catch {
          preconditionFailure("no storage operation fails here: \(error)")
        }
      }
      outcome.snapshots += service.snapshots
    } catch {
      promises.refuse(error)
    }
  }
}
