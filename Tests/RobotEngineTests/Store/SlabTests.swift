import Testing

@testable import RobotEngine

@Suite("Slab")
struct SlabTests {
  @Test("rows keep their slots while the slab grows over many chunks")
  func grows() {
    let slab = Slab<Int>()
    let slots = (0..<10_000).map { slab.insert($0) }
    for (value, slot) in slots.enumerated() { #expect(slab[slot] == value) }
    #expect(slab.count == 10_000)
    #expect(slab.endIndex == 10_000)
  }

  @Test("a removed row's slot is given to the next row, last in first out")
  func reuses() {
    let slab = Slab<String>()
    let slots = ["a", "b", "c"].map { slab.insert($0) }
    slab.remove(slots[0], leaving: "")
    slab.remove(slots[2], leaving: "")
    #expect(slab.count == 1)
    #expect(slab.insert("d") == slots[2])
    #expect(slab.insert("e") == slots[0])
    #expect(slab.insert("f").index == 3)
    #expect(slab[slots[1]] == "b")
  }
}
