import RobotModel

/// Which items have runs that read a date of a linked record (S-7).
///
/// It is derived and never stored. An item stays in the list of a record to which it referred once:
/// it is only asked in vain. The table is sharded, so that none of its parts grows with a pause.
struct DateWatchers {
  private var shards: [[RecordKey: [Slot<RecordRow>]]] = Array(repeating: [:], count: 1_024)

  /// Nobody watches anything.
  private(set) var isEmpty = true

  /// The items whose runs read a date of a record, in the order in which they began to.
  func items(watching record: RecordKey) -> [Slot<RecordRow>] {
    shards[Self.shard(of: record)][record] ?? []
  }

  /// Adds an item to those that watch a record.
  mutating func watch(_ record: RecordKey, by item: Slot<RecordRow>) {
    isEmpty = false
    let shard = Self.shard(of: record)
    if shards[shard][record]?.contains(item) ?? false { return }
    shards[shard][record, default: []].append(item)
  }

  /// Fowler, Noll and Vo's hash, 1a, of the key's bytes: the same in every run of the program.
  private static func shard(of record: RecordKey) -> Int {
    var sum: UInt32 = 2_166_136_261
    for byte in record.entityType.utf8 { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
    for byte in record.id.utf8 { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
    return Int(sum % 1_024)
  }
}
