import RobotModel
import Testing

@testable import RobotEngine

@Suite("Action queue")
struct ActionQueueTests {
  @Test("gives the oldest first, by due time and then by number")
  func order() {
    var queue = ActionQueue(name: "q")
    var expected: [(due: Int64, number: UInt64)] = []
    var state: UInt64 = 1
    for index in 0..<500 as Range<UInt32> {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let due = Int64(state >> 60)
      queue.push(
        Slot(index: index),
        due: Instant(millisecondsSinceEpoch: due),
        number: StoreNumber(rawValue: UInt64(index))
      )
      expected.append((due, UInt64(index)))
    }
    expected.sort { ($0.due, $0.number) < ($1.due, $1.number) }
    for entry in expected { #expect(queue.pop()?.index == UInt32(entry.number)) }
    #expect(queue.pop() == nil)
    #expect(!queue.hasEntries)
  }
}
