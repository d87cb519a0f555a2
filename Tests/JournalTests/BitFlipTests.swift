import Journal
import Testing
import TestSupport

/// K4: no flipped bit is silently wrong, and none silently shortens what was durable.
@Suite struct BitFlipTests {
  /// What became of a directory with one flipped bit.
  private enum Outcome: Equatable {
    case exact
    case refused
    case silentlyWrong
  }

  private func outcome(
    _ storage: MemoryStorage,
    _ file: String,
    bit: Int,
    _ options: JournalOptions,
    expected: Recovered
  ) throws -> Outcome {
    let directory = storage.tampered(file) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
    do throws(JournalError) {
      let recovered = try recover(directory, options)
      let isExact =
        recovered.batches == expected.batches
        && recovered.snapshotRecords == expected.snapshotRecords
      return isExact ? .exact : .silentlyWrong
    } catch {
      switch error {
      case .damaged(let damage): return damage.reason.isEmpty ? .silentlyWrong : .refused
      case .foreignFile, .unsupportedVersion: return .refused
      case .storage, .batchTooLarge, .stopped: throw error
      }
    }
  }

  /// Flips every bit of a file from byte `start` on and counts what becomes of it.
  private func sweep(
    _ storage: MemoryStorage,
    _ file: String,
    _ options: JournalOptions,
    from start: Int = 0
  ) throws -> (exact: Int, refused: Int, silentlyWrong: [Int]) {
    let expected = try recover(storage.afterKill(), options)
    var counts = (exact: 0, refused: 0, silentlyWrong: [Int]())
    for bit in start * 8..<storage.contents(of: file).count * 8 {
      switch try outcome(storage, file, bit: bit, options, expected: expected) {
      case .exact: counts.exact += 1
      case .refused: counts.refused += 1
      case .silentlyWrong: counts.silentlyWrong.append(bit)
      }
    }
    return counts
  }

  private let sizes = [20, 3, 260, 64, 1]

  private func options(_ checksum: Checksum = .fast) -> JournalOptions {
    smallOptions(segmentBytes: 768, maximumBatchBytes: 512, checksum: checksum)
  }

  private func storage(_ options: JournalOptions) throws -> MemoryStorage {
    try writtenJournal(
      sizes.enumerated().map { batch($0.offset, byteCount: $0.element) },
      options
    )
  }

  @Test("in the last segment a flip is refused, or hits nothing that was written")
  func lastSegment() throws {
    let options = options()
    let storage = try storage(options)
    let counts = try sweep(storage, "0000000001.journal", options)
    #expect(counts.silentlyWrong == [])
    let used = 64 + sizes.reduce(0) { $0 + 40 + ($1 + 7) / 8 * 8 }
    #expect(counts.refused == used * 8)
  }

  @Test("in a segment that others follow a flip is refused, or hits nothing that was written")
  func earlierSegment() throws {
    let options = options()
    let storage = try storage(options)
    let writer = try recover(storage, options).writer
    for number in 10..<14 {
      try writer.appendDurably(batch(number, byteCount: 200))
    }
    #expect(storage.contents(of: "0000000002.journal").count > 0)
    let counts = try sweep(storage, "0000000001.journal", options)
    #expect(counts.silentlyWrong == [])
    let second = try sweep(storage, "0000000002.journal", options)
    #expect(second.silentlyWrong == [])
  }

  @Test("a batch full of zeroes is guarded as well as any other")
  func zeroes() throws {
    let options = smallOptions(segmentBytes: 2048, maximumBatchBytes: 1700)
    let storage = try writtenJournal([[UInt8](repeating: 0, count: 1500)], options)
    let counts = try sweep(storage, "0000000001.journal", options)
    #expect(counts.silentlyWrong == [])
    #expect(counts.refused == (64 + 40 + 1504) * 8)
  }

  @Test("control: with checksums off flips go unnoticed, and this would show it")
  func control() throws {
    let options = options(.none)
    let counts = try sweep(
      try storage(options),
      "0000000001.journal",
      options,
      from: 64
    )
    #expect(counts.silentlyWrong.count > 1000)
  }

  @Test("in the newest snapshot a flip makes the older one serve; the state stays exact")
  func snapshot() throws {
    let options = smallOptions(segmentBytes: 1024, maximumBatchBytes: 512)
    let world = try SmallStore(options)
    try world.grow(batches: 4)
    try world.takeSnapshot()
    try world.grow(batches: 3)
    let name = try world.takeSnapshot()
    try world.grow(batches: 2)
    for bit in 0..<world.storage.contents(of: name).count * 8 {
      let directory = world.storage.tampered(name) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
      let recovered = try recover(directory, options)
      #expect(world.state == SmallStore.state(of: recovered), "bit \(bit)")
      #expect(recovered.report.rejectedSnapshots.map(\.file) == [name], "bit \(bit)")
    }
  }
}
