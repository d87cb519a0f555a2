import Testing

@testable import RobotEngine

@Suite("PriorityHeap")
struct PriorityHeapTests {
  /// A heap with its pool, behind a reference because the test macros copy what they look at.
  private final class Heap {
    private var pool = TimerPages()
    private var heap = PriorityHeap(owner: .nearHeap)

    var count: Int { Int(heap.count) }

    func push(_ slot: UInt32, due: Int64) {
      pool.makePlace(forSlot: slot)
      heap.push(ArmedTimer(dueMilliseconds: due, order: 0, slot: slot), in: &pool)
    }

    func remove(_ slot: UInt32) {
      let cell = pool.cell(ofSlot: slot)
      pool.forget(slot: slot)
      heap.remove(cell: cell, in: &pool)
    }

    func popFirst() -> UInt32? {
      guard let slot = heap.first(in: pool)?.slot else { return nil }
      remove(slot)
      return slot
    }

    /// Whether the table from slot to cell leads to this slot's timer.
    func finds(_ slot: UInt32) -> Bool {
      let cell = pool.cell(ofSlot: slot)
      return cell != TimerPages.none && pool[cell].slot == slot
    }
  }

  @Test("timers come out in order, however they went in", arguments: 1...5)
  func sorted(seed: Int) {
    var random = TimerRandom(seed: UInt64(seed))
    let heap = Heap()
    let dues = (0..<1500).map { _ in Int64.random(in: 0..<1000, using: &random) }
    for (slot, due) in dues.enumerated() { heap.push(UInt32(slot), due: due) }
    let expected = dues.indices.sorted { (dues[$0], $0) < (dues[$1], $1) }.map { UInt32($0) }
    let popped = (0..<dues.count).compactMap { _ in heap.popFirst() }
    #expect(firstDifference(popped, expected) == nil)
    #expect(heap.count == 0)
  }

  @Test("a timer that fills a hole above its own branch rises to its place")
  func removalRises() {
    let heap = Heap()
    // The root 0 with children 100, 1, 2, 3; below 100 come 101 to 104, below 1 come 10 to 13.
    let dues: [Int64] = [0, 100, 1, 2, 3, 101, 102, 103, 104, 10, 11, 12, 13]
    for (slot, due) in dues.enumerated() {
      heap.push(UInt32(slot), due: due)
    }
    // The last timer, 13, goes into the hole that 101 leaves, and must rise above 100.
    heap.remove(5)
    let popped = (0..<heap.count).compactMap { _ in heap.popFirst() }
    #expect(popped == [0, 2, 3, 4, 9, 10, 11, 12, 1, 6, 7, 8])
  }

  @Test(
    "with random removals the rest comes out in order, and every timer is found",
    arguments: 1...20
  )
  func removals(seed: Int) {
    var random = TimerRandom(seed: UInt64(seed) &* 77)
    let heap = Heap()
    var armed: [UInt32: Int64] = [:]
    var popped: [UInt32] = []
    var expected: [UInt32] = []
    for round in 0..<3000 {
      let slot = UInt32.random(in: 0..<400, using: &random)
      if armed[slot] != nil {
        heap.remove(slot)
        armed[slot] = nil
      } else {
        armed[slot] = Int64.random(in: 0..<10_000, using: &random)
        heap.push(slot, due: armed[slot] ?? 0)
      }
      if round % 7 == 0, let first = armed.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
        expected.append(first.key)
        popped += heap.popFirst().map { [$0] } ?? []
        armed[first.key] = nil
      }
    }
    #expect(firstDifference(popped, expected) == nil)
    #expect(heap.count == armed.count)
    #expect(armed.keys.allSatisfy { heap.finds($0) })
  }
}
