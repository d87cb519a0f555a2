import RobotModel
import Testing

@testable import RobotEngine

@Suite("Backoff")
struct BackoffTests {
  @Test("S-26: pauses double up to the longest, less a part that differs by run and seed")
  func doubles() {
    let backoff = Backoff(firstMilliseconds: 1_000, longestMilliseconds: 60_000, attempts: 40)
    var seen: Set<Int64> = []
    for attempt in 1...40 as ClosedRange<UInt32> {
      let whole: Int64 = attempt > 6 ? 60_000 : 1_000 << Int64(attempt - 1)
      for number in 1...20 as ClosedRange<UInt64> {
        let run = StoreNumber(rawValue: number)
        let pause = backoff.milliseconds(afterAttempt: attempt, run: run, seed: 3)
        #expect((whole / 2...whole).contains(pause))
        #expect(pause == backoff.milliseconds(afterAttempt: attempt, run: run, seed: 3))
        seen.insert(pause)
      }
    }
    #expect(seen.count > 400)
  }
}
