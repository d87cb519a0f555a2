/// Which fields of one message have been seen: a bit for each, without allocation.
struct SeenMessages {
  private var bits: InlineArray<4, UInt64> = [0, 0, 0, 0]

  /// The most fields a message type may have here; ours stay far below.
  static let capacity = 256

  init(fieldCount: Int) {
    precondition(fieldCount <= SeenMessages.capacity)
  }

  /// Marks a field; false if it was marked already.
  mutating func insert(_ index: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(index & 63)
    defer { bits[index >> 6] |= bit }
    return bits[index >> 6] & bit == 0
  }
}
