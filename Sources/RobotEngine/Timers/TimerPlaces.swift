/// The table from a slot to the cell of its timer, in blocks that never move.
struct TimerPlaces: ~Copyable {
  private static let blockBits: UInt32 = 14
  private static let blockMask: UInt32 = 1 << blockBits - 1

  private typealias Cells = InlineArray<16384, UInt32>

  private final class Block {
    var cells = Cells(repeating: TimerPages.none)
  }

  private var blocks: [Block] = []

  /// The cell of a slot's timer; `TimerPages.none` if it has none or the slot is new.
  subscript(slot: UInt32) -> UInt32 {
    @inline(__always) get {
      let block = Int(slot >> Self.blockBits)
      guard block < blocks.count else { return TimerPages.none }
      return blocks[block].cells[Int(slot & Self.blockMask)]
    }
    @inline(__always) set {
      blocks[Int(slot >> Self.blockBits)].cells[Int(slot & Self.blockMask)] = newValue
    }
  }

  /// Bytes of memory that the table holds.
  var memoryBytes: Int { blocks.count * MemoryLayout<Cells>.size }

  /// Adds blocks until the slot has a place; slots are dense, so that is nearly never more than
  /// one.
  @inline(__always)
  mutating func makeRoom(for slot: UInt32) {
    while blocks.count <= Int(slot >> Self.blockBits) { blocks.append(Block()) }
  }
}
