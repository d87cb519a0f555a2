import RobotModel

/// Which items have runs that read a date of a linked record (S-7).
///
/// It is derived and never stored. An item stays in the list of a record to which it referred once:
/// it is only asked in vain. The table is sharded, so that none of its parts grows with a pause.
struct DateWatchers {
  private var shards: [[RecordKey: [Slot<RecordRow>]]] = Array(repeating: [:], count: 1_024)

  /// Nobody watches anything.
  private(set) var isEmpty = true

  /// The items whose runs read a date of a record, in the order of their slots.
  func items(watching record: RecordKey) -> [Slot<RecordRow>] {
    shards[Self.shard(of: record)][record] ?? []
  }

  /// Adds an item to those that watch a record.
  ///
  /// - Complexity: logarithmic in their number; linear for an item that is older than others.
  mutating func watch(_ record: RecordKey, by item: Slot<RecordRow>) {
    isEmpty = false
    shards[Self.shard(of: record)][record, default: []].insert(sorted: item)
  }

  /// Fowler, Noll and Vo's hash, 1a, of the key's bytes: the same in every run of the program.
  private static func shard(of record: RecordKey) -> Int {
    var sum: UInt32 = 2_166_136_261
    for byte in record.entityType.utf8 { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
    for byte in record.id.utf8 { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
    return Int(sum % 1_024)
  }
}

extension [Slot<RecordRow>] {
  /// Puts a slot in its place among slots in order, if it is not there.
  fileprivate mutating func insert(sorted slot: Slot<RecordRow>) {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].index < slot.index { low = middle + 1 } else { high = middle }
    }
    if low == count || self[low] != slot { insert(slot, at: low) }
  }
}
