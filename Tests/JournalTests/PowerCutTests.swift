import Journal
import Testing
import TestSupport

/// K1 and K2 in memory: whatever a kill or a power cut leaves, nothing acknowledged is lost and the
/// directory can be opened.
@Suite struct PowerCutTests {
  @Test(
    "nothing acknowledged is lost and every directory opens",
    arguments: 1...12 as ClosedRange<UInt64>
  )
  func powerCuts(seed: UInt64) {
    let outcome = JournalLives(smallOptions()).live(seed: seed, count: 12)
    #expect(outcome.broken == [])
    #expect(outcome.acknowledged > 0)
  }

  @Test("the power cuts of these tests do leave torn tails, also while snapshots are written")
  func tears() {
    let outcomes = (1...10).map { JournalLives(smallOptions()).live(seed: $0, count: 12) }
    #expect(outcomes.reduce(0) { $0 + $1.tornTails } > 5)
    #expect(outcomes.reduce(0) { $0 + $1.snapshots } > 5)
  }

  /// Whether some of a few seeds show a broken promise.
  private func isCaught(_ lives: JournalLives) -> Bool {
    (100..<130).contains { !lives.live(seed: $0, count: 10).broken.isEmpty }
  }

  @Test("control: answering before the sync is caught")
  func answersBeforeSync() {
    #expect(isCaught(JournalLives(smallOptions(), flaw: .answersBeforeSync)))
  }

  @Test("control: a disk that drops syncs is caught")
  func dropsFileSyncs() {
    #expect(isCaught(JournalLives(smallOptions(), lies: .dropsFileSyncs)))
  }

  @Test("control: leaving out the directory's sync is caught")
  func dropsDirectorySyncs() {
    #expect(isCaught(JournalLives(smallOptions(), lies: .dropsDirectorySyncs)))
  }
}
