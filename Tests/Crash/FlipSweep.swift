import Journal
import TestSupport

/// K4: every flipped bit of a journal and of a snapshot is noticed, or hits nothing.
enum FlipSweep {
  /// 64 KiB of a journal and as much of a snapshot, every `share`-th bit.
  static func run(share: Int) throws -> [SweepResult] {
    [
      try journal(.fast, share, isControl: false),
      try snapshot(.fast, share, isControl: false),
      try journal(.none, 97 * share, isControl: true),
      try snapshot(.none, 97 * share, isControl: true),
    ]
  }

  private static func journal(
    _ checksum: Checksum,
    _ share: Int,
    isControl: Bool
  ) throws -> SweepResult {
    let journal = try SweptJournal(segmentCount: 1, checksum: checksum)
    let segment = journal.segments[0]
    let batches = segment.ends.map(\.batch)
    let first = isControl ? 64 * 8 : 0
    return sweep(
      segment.storage,
      segment.name,
      stride(from: first, to: journal.options.segmentBytes * 8, by: share),
      journal.options,
      title: "K4 journal, every bit of 64 KiB",
      isControl: isControl
    ) { $0.batches == batches }
  }

  private static func snapshot(
    _ checksum: Checksum,
    _ share: Int,
    isControl: Bool
  ) throws -> SweepResult {
    let store = try SmallStore(smallOptions(segmentBytes: 32 << 10, checksum: checksum))
    try store.grow(batches: 900, keys: 250, leastBytes: 236)
    try store.takeSnapshot()
    try store.grow(batches: 300, keys: 250, leastBytes: 236)
    let name = try store.takeSnapshot()
    try store.grow(batches: 3, keys: 250)
    let state = store.state
    let bits = store.storage.contents(of: name).count * 8
    // Without checksums a length may claim gigabytes; the control leaves the first ones alone.
    let first = isControl ? 80 * 8 : 0
    return sweep(
      store.storage,
      name,
      stride(from: first, to: bits, by: share),
      store.options,
      title: "K4 snapshot, every bit of \(bits >> 13) KiB",
      isControl: isControl
    ) { SmallStore.state(of: $0) == state }
  }

  private static func sweep(
    _ storage: MemoryStorage,
    _ file: String,
    _ bits: StrideTo<Int>,
    _ options: JournalOptions,
    title: String,
    isControl: Bool,
    isExact: (Recovered) -> Bool
  ) -> SweepResult {
    var tried = 0
    var refused = 0
    var wrong: [String] = []
    for bit in bits {
      tried += 1
      let directory = storage.tampered(file) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
      do throws(JournalError) {
        if !isExact(try recover(directory, options)) {
          wrong.append("bit \(bit % 8) of byte \(bit / 8) is silently wrong")
        }
      } catch {
        refused += 1
      }
    }
    return SweepResult(
      title: title + (isControl ? " without checksums" : ""),
      tried: tried,
      wrong: wrong,
      isControl: isControl,
      note: "refused \(refused)"
    )
  }
}
