import Testing

@testable import RobotEngine

@Suite("SlotIndex")
struct SlotIndexTests {
  /// Keys by slot, and a hash that lets many of them collide.
  private struct Table {
    var keys: [UInt64] = []
    let index = SlotIndex<UInt64>()
    let mask: UInt64

    func hash(_ key: UInt64) -> UInt64 { (key &* 0x9e37_79b9_7f4a_7c15) & mask }

    mutating func insert(_ key: UInt64) {
      keys.append(key)
      index.insert(Slot(index: UInt32(keys.count - 1)), hash: hash(key))
    }

    func find(_ key: UInt64) -> Slot<UInt64> {
      index.find(hash: hash(key)) { keys[Int($0.index)] == key }
    }
  }

  @Test(
    "finds what was inserted and nothing else, also when hashes collide",
    arguments: [UInt64.max, 0xffff, 0x3, 0]
  )
  func finds(mask: UInt64) {
    var table = Table(mask: mask)
    let count: UInt64 = mask == .max ? 20_000 : 500
    for key in 0..<count { table.insert(key) }
    for key in 0..<count { #expect(table.find(key).index == UInt32(key)) }
    for key in count..<count + 100 { #expect(!table.find(key).isSome) }
    #expect(table.index.count == Int(count))
  }

  @Test(
    "removing some keys leaves all others to be found",
    arguments: [UInt64.max, 0xff_0000_0000_00ff, 0x3, 0]
  )
  func removes(mask: UInt64) {
    var table = Table(mask: mask)
    for key in 0..<400 as Range<UInt64> { table.insert(key) }
    for key in 0..<400 as Range<UInt64> where key % 3 != 1 {
      table.index.remove(table.find(key), hash: table.hash(key))
    }
    for key in 0..<400 as Range<UInt64> {
      #expect(table.find(key).isSome == (key % 3 == 1))
    }
    #expect(table.index.count == 133)
  }
}
