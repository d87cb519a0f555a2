import Journal
import Testing
import TestSupport

/// K1 and K2 in memory: whatever a kill or a power cut leaves, nothing acknowledged is lost and the
/// directory can be opened.
@Suite struct PowerCutTests {
  private let options = smallOptions(segmentBytes: 4096, maximumBatchBytes: 1400)

  /// Many short lives on one directory; tells what promise was broken.
  private func lives(
    seed: UInt64,
    count: Int,
    flaw: Service.Flaw = .none,
    lies: MemoryStorage.Lies = []
  ) throws -> [String] {
    var random = SeededRandom(seed: seed)
    var promises = Promises()
    var storage = MemoryStorage(lies: lies)
    for _ in 0..<count {
      do throws(JournalError) {
        let recovered = try recover(storage, options)
        promises.check(recovered)
        var service = Service(
          recovered,
          random: SeededRandom(seed: random.next()),
          flaw: flaw
        )
        for _ in 0..<Int.random(in: 1...40, using: &random) {
          do {
            try service.turn(&promises)
          } catch {
            Issue.record("nothing fails here, yet: \(error)")
          }
        }
      } catch {
        promises.refuse(error)
      }
      if !promises.broken.isEmpty { break }
      storage =
        Int.random(in: 0..<4, using: &random) == 0
        ? storage.afterKill() : storage.afterPowerCut(using: &random)
    }
    return promises.broken
  }

  @Test(
    "nothing acknowledged is lost and every directory opens",
    arguments: 1...40 as ClosedRange<UInt64>
  )
  func powerCuts(seed: UInt64) throws {
    #expect(try lives(seed: seed, count: 12) == [])
  }

  /// How many of some seeds show a broken promise.
  private func brokenSeeds(
    flaw: Service.Flaw = .none,
    lies: MemoryStorage.Lies = []
  ) throws -> Int {
    try (100..<112 as Range<UInt64>).count { seed in
      try !lives(seed: seed, count: 10, flaw: flaw, lies: lies).isEmpty
    }
  }

  @Test("control: answering before the sync is caught")
  func answersBeforeSync() throws {
    #expect(try brokenSeeds(flaw: .answersBeforeSync) > 0)
  }

  @Test("control: calling batches durable that are not is caught as damage at the next start")
  func claimsDurableEarly() throws {
    #expect(try brokenSeeds(flaw: .claimsDurableEarly) > 0)
  }

  @Test("the power cuts of these tests do leave torn tails")
  func tears() throws {
    var random = SeededRandom(seed: 3)
    var tears = 0
    for seed in 0..<40 as Range<UInt64> {
      let storage = MemoryStorage()
      var promises = Promises()
      var service = Service(try recover(storage, options), random: SeededRandom(seed: seed))
      for _ in 0..<15 {
        try service.turn(&promises)
      }
      for _ in 0..<5 {
        let found = try recover(storage.afterPowerCut(using: &random), options)
        tears += found.report.tornTail == nil ? 0 : 1
      }
    }
    #expect(tears > 10)
  }

  @Test("control: a disk that drops syncs is caught")
  func dropsFileSyncs() throws {
    #expect(try brokenSeeds(lies: .dropsFileSyncs) > 0)
  }

  @Test("control: leaving out the directory's sync is caught")
  func dropsDirectorySyncs() throws {
    #expect(try brokenSeeds(lies: .dropsDirectorySyncs) > 0)
  }
}
