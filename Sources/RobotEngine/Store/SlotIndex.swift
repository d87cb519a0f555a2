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
// Nearly every command looks several rows up, so the tables lie in raw memory, like the rows.
//
// Removal moves later entries of the run back (no tombstones), so a table's speed does not depend
// on its past. Nothing ever walks an index in order: the order would be the hash's.

/// Finds slots by a hash of the key that the row holds.
@safe
final class SlotIndex<Row> {
  /// One table: `mask` + 1 entries, a power of two, or no table yet.
  @safe
  private struct Shard {
    var entries: UnsafeMutablePointer<UInt64>?
    var mask: UInt32 = 0
    var count: UInt32 = 0
  }

  private static var shardBits: Int { 10 }
  private static var shardCount: Int { 1 << shardBits }
  private static var vacant: UInt64 { .max }

  private let shards: UnsafeMutablePointer<Shard>
  /// How many slots are kept.
  private(set) var count = 0

  /// Starts empty.
  init() {
    unsafe shards = .allocate(capacity: Self.shardCount)
    unsafe shards.initialize(repeating: Shard(), count: Self.shardCount)
  }

  deinit {
    for shard in 0..<Self.shardCount { unsafe shards[shard].entries?.deallocate() }
    unsafe shards.deallocate()
  }

  /// The slot whose row `isSought`, or `none`.
  @inline(__always)
  func find(hash: UInt64, where isSought: (Slot<Row>) -> Bool) -> Slot<Row> {
    let shard = unsafe shards[Self.shard(of: hash)]
    guard let entries = unsafe shard.entries else { return .none }
    let mask = Int(shard.mask)
    var place = Int(truncatingIfNeeded: hash & 0xffff_ffff) & mask
    while true {
      let entry = unsafe entries[place]
      if entry == Self.vacant { return .none }
      if entry >> 32 == hash & 0xffff_ffff {
        let slot = Slot<Row>(index: UInt32(truncatingIfNeeded: entry))
        if isSought(slot) { return slot }
      }
      place = (place + 1) & mask
    }
  }

  /// Adds a slot whose key is not in the index.
  func insert(_ slot: Slot<Row>, hash: UInt64) {
    let shard = unsafe shards + Self.shard(of: hash)
    let capacity = unsafe shard.pointee.entries == nil ? 0 : Int(shard.pointee.mask) + 1
    if unsafe Int(shard.pointee.count) * 4 >= capacity * 3 {
      unsafe Self.grow(shard, to: max(8, capacity * 2))
    }
    unsafe Self.place((hash & 0xffff_ffff) << 32 | UInt64(slot.index), in: shard)
    unsafe shard.pointee.count += 1
    count += 1
  }

  /// Removes a slot that was inserted with this hash.
  func remove(_ slot: Slot<Row>, hash: UInt64) {
    let shard = unsafe shards + Self.shard(of: hash)
    guard let entries = unsafe shard.pointee.entries else {
      preconditionFailure("a slot is removed as it was inserted")
    }
    let mask = Int(unsafe shard.pointee.mask)
    let sought = (hash & 0xffff_ffff) << 32 | UInt64(slot.index)
    var hole = Int(truncatingIfNeeded: hash & 0xffff_ffff) & mask
    while unsafe entries[hole] != sought {
      precondition(unsafe entries[hole] != Self.vacant, "a slot is removed as it was inserted")
      hole = (hole + 1) & mask
    }
    var next = (hole + 1) & mask
    while unsafe entries[next] != Self.vacant {
      let home = Int(truncatingIfNeeded: unsafe entries[next] >> 32) & mask
      if (next - home) & mask >= (next - hole) & mask {
        unsafe entries[hole] = unsafe entries[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    unsafe entries[hole] = Self.vacant
    unsafe shard.pointee.count -= 1
    count -= 1
  }

  @inline(__always)
  private static func shard(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> UInt64(64 - shardBits))
  }

  private static func grow(_ shard: UnsafeMutablePointer<Shard>, to capacity: Int) {
    let old = unsafe shard.pointee
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    unsafe larger.initialize(repeating: vacant, count: capacity)
    unsafe shard.pointee.entries = larger
    unsafe shard.pointee.mask = UInt32(capacity - 1)
    guard let entries = unsafe old.entries else { return }
    for place in 0...Int(old.mask) where unsafe entries[place] != vacant {
      unsafe Self.place(entries[place], in: shard)
    }
    unsafe entries.deallocate()
  }

  /// Puts an entry into a table that has room.
  private static func place(_ entry: UInt64, in shard: UnsafeMutablePointer<Shard>) {
    guard let entries = unsafe shard.pointee.entries else {
      preconditionFailure("a table is made before it is filled")
    }
    let mask = Int(unsafe shard.pointee.mask)
    var place = Int(truncatingIfNeeded: entry >> 32) & mask
    while unsafe entries[place] != vacant { place = (place + 1) & mask }
    unsafe entries[place] = entry
  }
}
