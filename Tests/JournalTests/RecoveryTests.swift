import Journal
import Testing
import TestSupport

@Suite struct RecoveryTests {
  private let options = smallOptions(segmentBytes: 1024, maximumBatchBytes: 512)

  private func journal(_ count: Int, byteCount: Int = 200) throws -> MemoryStorage {
    try writtenJournal((0..<count).map { batch($0, byteCount: byteCount) }, options)
  }

  /// The error of opening a directory, which must be refused.
  private func refusal(
    _ storage: MemoryStorage,
    _ options: JournalOptions? = nil
  ) throws -> JournalError {
    try #require(throws: JournalError.self) { try recover(storage, options ?? self.options) }
  }

  @Test("an empty directory gives an empty journal with the origin of the options")
  func empty() throws {
    let storage = MemoryStorage()
    let recovered = try recover(storage, options)
    #expect(recovered.batches.isEmpty && recovered.report.snapshot == nil)
    #expect(recovered.writer.lastSequence == 0)
    #expect(recovered.writer.origin == options.origin)
    #expect(try storage.list() == ["0000000001.journal"])
  }

  @Test("batches come back in order with their numbers, over many segments")
  func manySegments() throws {
    let storage = try journal(40)
    let recovered = try recover(storage, options)
    #expect(recovered.batches == (0..<40).map { batch($0, byteCount: 200) })
    #expect(recovered.writer.lastSequence == 40)
    #expect(try storage.list().count >= 10)
  }

  @Test("the origin found in the directory counts, not a new number")
  func origin() throws {
    let storage = try journal(2)
    var other = options
    other.origin = JournalOrigin(directoryID: 1234, clock: .real)
    #expect(try recover(storage, other).writer.origin.directoryID == 77)
  }

  @Test("a history of a simulated clock is not continued on the real one (S-34)")
  func otherClock() throws {
    let storage = try journal(2)
    var simulated = options
    simulated.origin = JournalOrigin(directoryID: 77, clock: .simulated)
    let error = try refusal(storage, simulated)
    #expect(
      error.description
        == "0000000001.journal was written on a real clock, this service runs on a simulated"
    )
  }

  @Test("a segment of another directory is refused by name")
  func foreignSegment() throws {
    var other = options
    other.origin = JournalOrigin(directoryID: 5, clock: .real)
    let foreign = try writtenJournal([batch(1, byteCount: 10)], other)
    let bytes = foreign.contents(of: "0000000001.journal")
    let storage = try journal(40).tampered("0000000002.journal") { $0 = bytes }
    guard case .foreignFile(let file, let found, _) = try refusal(storage) else {
      Issue.record("another error was expected")
      return
    }
    #expect(file == "0000000002.journal" && found.directoryID == 5)
  }

  @Test("a missing segment in the middle is damage, by its name", arguments: [2, 5])
  func missingSegment(number: Int) throws {
    let name = "000000000\(number).journal"
    guard case .damaged(let damage) = try refusal(try journal(40).without(name)) else {
      Issue.record("another error was expected")
      return
    }
    #expect(damage.file == name && damage.reason.contains("missing"))
  }

  @Test("a missing first segment is damage unless a snapshot covers it")
  func missingFirst() throws {
    let storage = try journal(40)
    guard case .damaged(let damage) = try refusal(storage.without("0000000001.journal")) else {
      Issue.record("another error was expected")
      return
    }
    #expect(damage.record == 1 && damage.reason.contains("begins with record 5"))
  }

  @Test("segments that changed places are damage")
  func swapped() throws {
    let storage = try journal(40)
    let second = storage.contents(of: "0000000002.journal")
    let third = storage.contents(of: "0000000003.journal")
    let swapped = storage.tampered("0000000002.journal") { $0 = third }
      .tampered("0000000003.journal") { $0 = second }
    guard case .damaged = try refusal(swapped) else {
      Issue.record("another error was expected")
      return
    }
  }

  @Test("a zeroed sector that later records call durable is damage, not a tear")
  func zeroedSector() throws {
    let storage = try journal(40).tampered("0000000003.journal") { bytes in
      bytes.replaceSubrange(512..<1024, with: repeatElement(0, count: 512))
    }
    guard case .damaged(let damage) = try refusal(storage) else {
      Issue.record("another error was expected")
      return
    }
    #expect(damage.file == "0000000003.journal")
    #expect(damage.reason.contains("says that it was durable"), "\(damage.reason)")
  }

  @Test(
    "a lost sector before a whole record is a tear if that was not durable yet, else damage",
    arguments: [false, true]
  )
  func laterWriteArrived(isDurable: Bool) throws {
    let storage = MemoryStorage()
    let options = smallOptions(segmentBytes: 8192)
    let writer = try recover(storage, options).writer
    for number in 0..<3 {
      _ = try writer.append(batch(number, byteCount: 1500))
      let work = try #require(try writer.flush())
      if isDurable { writer.markDurable(upTo: work.sequence) }
    }
    // A sector of the second record did not arrive, the third arrived whole.
    let found = storage.tampered("0000000001.journal") { bytes in
      bytes.replaceSubrange(2048..<2560, with: repeatElement(0, count: 512))
    }
    if isDurable {
      #expect(try refusal(found, options).description.contains("record 3 says"))
    } else {
      let recovered = try recover(found, options)
      #expect(recovered.batches == [batch(0, byteCount: 1500)])
      #expect(recovered.report.tornTail?.offset == 1608)
    }
  }

  @Test("the message of damage names file, offset, record and what is wrong")
  func message() throws {
    let storage = try journal(40).tampered("0000000003.journal") { $0[100] ^= 4 }
    #expect(
      try refusal(storage).description
        == "0000000003.journal is damaged at byte 64, record 9: the checksum of its content does "
        + "not match, but record 10 says that it was durable"
    )
  }

  @Test("a segment of a newer program is refused with both versions")
  func newerVersion() throws {
    let storage = try journal(2).tampered("0000000001.journal") { bytes in
      bytes[8] = 9
      let sum = Checksum.fast.of(Array(bytes[0..<56]))
      for index in 0..<4 {
        bytes[56 + index] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(index)))
      }
    }
    #expect(
      try refusal(storage).description
        == "0000000001.journal has format version 9, this program reads 1"
    )
  }

  @Test("files of others and unfinished ones do not matter; unfinished ones are removed")
  func otherFiles() throws {
    let storage = try journal(3)
    let unfinished = [
      "00000000000000000009.snapshot.unfinished", "zeroed.spare", "reserved.spare", "large.spare",
    ]
    for name in ["lock", "notes.journal.txt", "x.snapshot"] + unfinished {
      try storage.create(name).write([1, 2, 3].span, at: 0)
    }
    #expect(try recover(storage, options).batches.count == 3)
    let names = try storage.list()
    #expect(names.contains("lock") && names.contains("x.snapshot"))
    #expect(unfinished.allSatisfy { !names.contains($0) })
  }

  @Test("a segment that was begun but never written is removed without a word")
  func blankSegment() throws {
    let storage = try journal(2)
    try storage.create("0000000002.journal").allocate(1024)
    let recovered = try recover(storage, options)
    #expect(recovered.batches.count == 2 && recovered.report.tornTail == nil)
    #expect(try storage.list() == ["0000000001.journal"])
  }

  @Test("the sizes of the options may change from start to start")
  func otherSizes() throws {
    let storage = try journal(10)
    var larger = options
    larger.segmentBytes = 4096
    let writer = try recover(storage, larger).writer
    for number in 10..<40 {
      try writer.appendDurably(batch(number, byteCount: 200))
    }
    #expect(try recover(storage, options).batches == (0..<40).map { batch($0, byteCount: 200) })
  }
}
