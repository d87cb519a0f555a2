// A hash index that never stops the world
//
// One table for all keys would have to move a million entries when it grows: 109 ms measured. So
// the keys are spread over 1,024 shards by the upper bits of their hash, each an open-addressing
// table with linear probing that grows alone: at ten million keys a growing shard moves ten
// thousand.
//
// An entry is eight bytes: the lower 32 bits of the hash beside the slot. The hash bits answer
// nearly every probe without touching the row, and let a shard grow without knowing the keys. The
// keys themselves stay in the rows; whoever asks compares.
//
// Removal moves later entries of the run back (no tombstones), so a table's speed does not depend
// on its past. Nothing ever walks an index in order: the order would be the hash's.

/// Finds slots by a hash of the key that the row holds.
struct SlotIndex<Row> {
  private static var shardBits: Int { 10 }
  private var shards: [[UInt64]]
  private var counts: [UInt32]
  /// How many slots are kept.
  private(set) var count = 0

  private static var vacant: UInt64 { .max }

  /// Starts empty.
  init() {
    shards = Array(repeating: [], count: 1 << Self.shardBits)
    counts = Array(repeating: 0, count: 1 << Self.shardBits)
  }

  /// The slot whose row `isSought`, or `none`.
  @inline(__always)
  func find(hash: UInt64, where isSought: (Slot<Row>) -> Bool) -> Slot<Row> {
    let shard = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.shardBits))
    let capacity = shards[shard].count
    if capacity == 0 { return .none }
    let mask = capacity - 1
    var place = Int(truncatingIfNeeded: hash & 0xffff_ffff) & mask
    while true {
      let entry = shards[shard][place]
      if entry == Self.vacant { return .none }
      if entry >> 32 == hash & 0xffff_ffff {
        let slot = Slot<Row>(index: UInt32(truncatingIfNeeded: entry))
        if isSought(slot) { return slot }
      }
      place = (place + 1) & mask
    }
  }

  /// Adds a slot whose key is not in the index.
  mutating func insert(_ slot: Slot<Row>, hash: UInt64) {
    let shard = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.shardBits))
    if Int(counts[shard]) * 4 >= shards[shard].count * 3 { grow(shard) }
    Self.place((hash & 0xffff_ffff) << 32 | UInt64(slot.index), in: &shards[shard])
    counts[shard] += 1
    count += 1
  }

  /// Removes a slot that was inserted with this hash.
  mutating func remove(_ slot: Slot<Row>, hash: UInt64) {
    let shard = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.shardBits))
    let mask = shards[shard].count - 1
    let sought = (hash & 0xffff_ffff) << 32 | UInt64(slot.index)
    var hole = Int(truncatingIfNeeded: hash & 0xffff_ffff) & mask
    while shards[shard][hole] != sought {
      precondition(shards[shard][hole] != Self.vacant, "a slot is removed as it was inserted")
      hole = (hole + 1) & mask
    }
    var next = (hole + 1) & mask
    while shards[shard][next] != Self.vacant {
      let home = Int(truncatingIfNeeded: shards[shard][next] >> 32) & mask
      if (next - home) & mask >= (next - hole) & mask {
        shards[shard][hole] = shards[shard][next]
        hole = next
      }
      next = (next + 1) & mask
    }
    shards[shard][hole] = Self.vacant
    counts[shard] -= 1
    count -= 1
  }

  private mutating func grow(_ shard: Int) {
    var larger = Array(repeating: Self.vacant, count: max(8, shards[shard].count * 2))
    for entry in shards[shard] where entry != Self.vacant {
      Self.place(entry, in: &larger)
    }
    shards[shard] = larger
  }

  private static func place(_ entry: UInt64, in table: inout [UInt64]) {
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: entry >> 32) & mask
    while table[place] != vacant { place = (place + 1) & mask }
    table[place] = entry
  }
}
