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

  @Test("retired rows leave the others in their order, and chunks without rows take no memory")
  func retires() {
    let slab = Slab<String>()
    let slots = (0..<10_000).map { slab.insert("row \($0)") }
    let chunk = slab.byteCount / 3
    for slot in slots[1..<8_192] { slab.retire(slot, leaving: "") }
    #expect(slab.count == 10_000 - 8_191)
    #expect(slab.byteCount == 2 * chunk)
    #expect(slab[slots[0]] == "row 0" && slab[slots[1]].isEmpty && slab[slots[8_191]].isEmpty)
    #expect(slab[slots[8_192]] == "row 8192")
    #expect(slab.placeInKeptChunk(from: 1) == 1)
    #expect(slab.placeInKeptChunk(from: 5_000) == 8_192)
    #expect(slab.lastPlaceInKeptChunk(upTo: 8_200) == 8_200)
    #expect(slab.lastPlaceInKeptChunk(upTo: 5_000) == 4_095)
    slab.retire(slots[0], leaving: "")
    #expect(slab.lastPlaceInKeptChunk(upTo: 5_000) == nil)
    #expect(slab.byteCount == chunk && slab[slots[0]].isEmpty)
    #expect(slab.insert("last").index == 10_000)
  }
}
