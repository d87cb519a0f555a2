import Testing

@testable import RobotEngine

@Suite("TimerQueue")
struct TimerQueueTests {
  /// A queue with its pool, behind a reference because the test macros copy what they look at.
  private final class Queue {
    private var pool = TimerPages()
    private var queue = TimerQueue()

    var first: UInt32? { queue.first(in: pool)?.slot }

    var slots: [UInt32] {
      var slots: [UInt32] = []
      queue.forEach(in: pool) { slots.append($0.slot) }
      return slots
    }

    func append(_ slot: UInt32, due: Int64) -> Bool {
      pool.makePlace(forSlot: slot)
      return queue.append(ArmedTimer(dueMilliseconds: due, order: 0, slot: slot), in: &pool)
    }

    func remove(_ slot: UInt32) {
      let cell = pool.cell(ofSlot: slot)
      pool.forget(slot: slot)
      queue.remove(cell: cell, in: &pool)
    }
  }

  @Test("it takes what comes in order, and refuses what has its place before another")
  func refusal() {
    let queue = Queue()
    let dues: [Int64] = [5, 5, 7, 6, 7, 4, 8]
    let isTaken = dues.enumerated().map { queue.append(UInt32($0.offset), due: $0.element) }
    #expect(isTaken == [true, true, true, false, true, false, true])
    #expect(queue.slots == [0, 1, 2, 4, 6])
  }

  @Test("what comes behind a cancelled last timer has only to follow those that are left")
  func cancelledLast() {
    let queue = Queue()
    for slot: UInt32 in 0..<33 { #expect(queue.append(slot, due: Int64(slot))) }
    queue.remove(32)
    queue.remove(31)
    #expect(!queue.append(40, due: 29))
    #expect(queue.append(41, due: 31))
    #expect(queue.slots == Array(0..<31) + [41])
  }

  @Test("with random removals the rest stays in order", arguments: 1...5)
  func removals(seed: Int) {
    var random = TimerRandom(seed: UInt64(seed))
    let queue = Queue()
    var kept: [UInt32] = []
    for slot: UInt32 in 0..<2000 {
      #expect(queue.append(slot, due: Int64(slot / 3)))
      kept.append(slot)
      while !kept.isEmpty, Int.random(in: 0..<5, using: &random) < 2 {
        let isFirst = Bool.random(using: &random)
        let index = isFirst ? 0 : Int.random(in: 0..<kept.count, using: &random)
        queue.remove(kept.remove(at: index))
      }
      #expect(queue.first == kept.first)
    }
    #expect(firstDifference(queue.slots, kept) == nil)
  }
}
