import Journal
import TestSupport

/// A journal of many segments of 64 KiB, each the first one of a directory of its own.
///
/// So a recovery reads one segment only, and a sweep over every byte of the whole takes minutes
/// and not days.
struct SweptJournal {
  /// One segment with what stands in it.
  struct Segment {
    let name: String
    /// The directory as it was when this segment was full, without later ones.
    let storage: MemoryStorage
    /// Where each batch of it ends, with its content.
    let ends: [(offset: Int, batch: [UInt8])]
  }

  let options: JournalOptions
  let segments: [Segment]

  /// Writes the journal.
  ///
  /// - Parameter segmentCount: how many segments of 64 KiB.
  init(segmentCount: Int, checksum: Checksum = .fast) throws {
    let options = smallOptions(
      segmentBytes: 64 << 10,
      maximumBatchBytes: 8000,
      checksum: checksum
    )
    var random = SeededRandom(seed: 42)
    self.options = options
    segments = try (0..<segmentCount).map { number in
      try SweptJournal.fullSegment(number, options, &random)
    }
  }

  private static func fullSegment(
    _ number: Int,
    _ options: JournalOptions,
    _ random: inout SeededRandom
  ) throws -> Segment {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    var ends: [(offset: Int, batch: [UInt8])] = []
    var offset = 64
    while true {
      let largest = [20, 300, 300, 900, 3000].randomElement(using: &random) ?? 300
      let content = batch(
        number << 16 + ends.count,
        byteCount: Int.random(in: 1...largest, using: &random)
      )
      offset += 40 + (content.count + 7) / 8 * 8
      if offset > options.segmentBytes { break }
      try writer.appendDurably(content)
      ends.append((offset, content))
    }
    return Segment(name: "0000000001.journal", storage: storage, ends: ends)
  }
}
