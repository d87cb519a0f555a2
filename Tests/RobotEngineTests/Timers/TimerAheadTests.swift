import RobotModel
import Testing

@testable import RobotEngine

/// Looking ahead in the wheel, against sorting everything.
@Suite struct TimerAheadTests {
  @Test("O4: what fires next is told page by page in the order in which it then fires")
  func pages() {
    for seed in UInt64(1)...40 { play(seed: seed) }
  }

  private func play(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let start: Int64 = 1_780_500_000_000
    var wheel = TimerWheel(at: Instant(millisecondsSinceEpoch: start))
    var armed: [UInt32: (due: Int64, order: UInt64)] = [:]
    let stretches: [Int64] = [200, 60_000, 10_000_000, 10_000_000_000, 4_000_000_000_000]
    for slot in UInt32(0)..<UInt32(1 + numbers.below(400)) {
      let due = start + Int64.random(in: -100...numbers.pick(stretches), using: &numbers)
      let order = UInt64(numbers.below(50))
      wheel.arm(slot, due: Instant(millisecondsSinceEpoch: due), order: order)
      armed[slot] = (due, order)
      if numbers.oneIn(5), wheel.cancel(slot / 2) { armed[slot / 2] = nil }
    }
    var effort = numbers.below(20)
    let now = Instant(millisecondsSinceEpoch: start + Int64(numbers.below(100_000_000)))
    for _ in 0..<numbers.below(100) {
      guard case .timer(let timer) = wheel.fire(dueBy: now, effort: &effort) else { break }
      armed[timer.slot] = nil
    }
    // Of equal places, which runs never have, a page may end between.
    var seen: Set<[Int64]> = []
    let expected = armed.values.map { [$0.due, Int64($0.order)] }.filter {
      seen.insert($0).inserted
    }
    .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    var found: [[Int64]] = []
    var place: TimerPlace?
    while true {
      let page = wheel.ahead(of: place, count: 1 + numbers.below(30))
      for timer in page {
        let next = [timer.due.millisecondsSinceEpoch, Int64(timer.order)]
        if found.last != next { found.append(next) }
      }
      guard let last = page.last else { break }
      place = TimerPlace(due: last.due, order: last.order)
    }
    #expect(found == expected, "seed \(seed)")
    #expect(wheel.count == armed.count)
  }
}
