package import Journal

/// A life of a small service in which a storage operation fails, and two starts after it.
package struct FaultyLife {
  /// What it came to.
  package struct Outcome {
    /// Why a promise was not kept; empty if all were.
    package var broken: [String] = []
    /// Changes that were refused for want of room.
    package var refusals = 0
    /// Snapshots that counted.
    package var snapshots = 0
    /// Storage operations of the life.
    package var operations = 0
  }

  private let options: JournalOptions
  private let seed: UInt64
  private let turns: Int

  /// A life that depends on the seed only.
  package init(_ options: JournalOptions, seed: UInt64, turns: Int) {
    self.options = options
    self.seed = seed
    self.turns = turns
  }

  /// Lives with a fault, or without; then the power fails or not, and it starts again twice.
  package func live(
    _ fault: StorageFault?,
    flaw: SmallService.Flaw = .none,
    cutsPower: Bool
  ) -> Outcome {
    var outcome = Outcome()
    var promises = Promises()
    var random = SeededRandom(seed: seed)
    let storage = MemoryStorage(fault: fault)
    work(on: storage, flaw, &promises, &outcome)
    outcome.operations = storage.operationCount
    let found = cutsPower ? storage.afterPowerCut(using: &random) : storage.afterKill()
    start(on: found, &promises)
    // What this start found must still be there after the power failed once more.
    start(on: found.afterPowerCut(using: &random), &promises)
    outcome.broken = promises.broken
    return outcome
  }

  private func work(
    on storage: MemoryStorage,
    _ flaw: SmallService.Flaw,
    _ promises: inout Promises,
    _ outcome: inout Outcome
  ) {
    // A start that fails is the end of this life, as any other failure is.
    guard let recovered = try? recover(storage, options) else { return }
    var service = SmallService(recovered, random: SeededRandom(seed: seed), flaw: flaw)
    for _ in 0..<turns {
      do {
        try service.turn(&promises)
      } catch {
        break
      }
    }
    outcome.refusals = service.refusals
    outcome.snapshots = service.snapshots
  }

  private func start(on storage: MemoryStorage, _ promises: inout Promises) {
    do throws(JournalError) {
      promises.check(try recover(storage, options))
    } catch {
      promises.refuse(error)
    }
  }
}
