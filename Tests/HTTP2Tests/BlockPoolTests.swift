import Testing

@testable import HTTP2

@Suite struct BlockPoolTests {
  @Test("a block that was given back is taken again by who needs one of its size")
  func reuse() {
    let pool = BlockPool()
    let first = pool.take(100)
    pool.giveBack(first)
    #expect(pool.idleCount == 1)
    let other = pool.take(300)
    #expect(other != first)
    let again = pool.take(128)
    #expect(again == first)
    #expect(pool.idleCount == 0)
    pool.giveBack(again)
    pool.giveBack(other)
  }

  @Test("a block has room for all it was asked for", arguments: [0, 1, 64, 65, 512, 513, 100_000])
  func room(byteCount: Int) {
    let pool = BlockPool()
    let block = pool.take(byteCount)
    let neighbour = pool.take(byteCount)
    block.initializeMemory(as: UInt8.self, repeating: 0xAB, count: byteCount)
    neighbour.initializeMemory(as: UInt8.self, repeating: 0xCD, count: byteCount)
    let bytes = UnsafeRawBufferPointer(start: block, count: byteCount)
    #expect(bytes.allSatisfy { $0 == 0xAB })
    #expect(UInt(bitPattern: block) % 16 == 0)
    pool.giveBack(block)
    pool.giveBack(neighbour)
  }

  @Test("a block that grows keeps its content")
  func growing() {
    let pool = BlockPool()
    var block = pool.resize(nil, to: 10)
    block.initializeMemory(as: UInt8.self, repeating: 7, count: 10)
    for byteCount in [64, 65, 500, 4_000, 100_000] {
      block = pool.resize(block, to: byteCount)
      #expect(UnsafeRawBufferPointer(start: block, count: 10).allSatisfy { $0 == 7 })
    }
    pool.giveBack(block)
  }

  @Test("no more blocks are kept than a shelf holds, and large ones never")
  func bound() {
    let pool = BlockPool()
    let blocks = (0..<1_000).map { _ in pool.take(40) } + [pool.take(1_000)]
    for block in blocks { pool.giveBack(block) }
    #expect(pool.idleCount == 256)
  }
}
