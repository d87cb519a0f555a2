import Journal
import Testing
import TestSupport

/// K3: every byte offset of a journal as a torn tail gives exactly the whole batches before it.
@Suite struct TornTailTests {
  private let batches = [1, 40, 300, 7, 8, 9, 512, 100, 1000, 64, 3].enumerated().map {
    batch($0.offset, byteCount: $0.element)
  }

  /// Where each record ends in the only segment.
  private var ends: [Int] {
    var end = 64
    return batches.map {
      end += 32 + ($0.count + 7) / 8 * 8 + 8
      return end
    }
  }

  /// The journal as a crash leaves it: zeroes stand where bytes did not arrive.
  private func torn(_ storage: MemoryStorage, at cut: Int) -> MemoryStorage {
    storage.tampered("0000000001.journal") { bytes in
      for index in cut..<bytes.count { bytes[index] = 0 }
    }
  }

  @Test("every cut gives the whole batches before it, and the journal goes on")
  func everyOffset() throws {
    let options = smallOptions()
    let storage = try writtenJournal(batches, options)
    let last = try #require(ends.last)
    for cut in 64...last + 9 {
      let directory = torn(storage, at: cut)
      let recovered = try recover(directory, options)
      let whole = ends.prefix { $0 <= cut }.count
      #expect(recovered.batches == Array(batches.prefix(whole)), "cut at \(cut)")
      if cut % 7 == 0 {
        let addition = batch(99, byteCount: 50)
        try recovered.writer.appendDurably(addition)
        let again = try recover(directory.afterKill(), options)
        #expect(again.batches == Array(batches.prefix(whole)) + [addition], "cut at \(cut)")
        #expect(again.report.tornTail == nil, "cut at \(cut)")
      }
    }
  }

  @Test("a cut between two records is a clean end, any other is reported with its place")
  func report() throws {
    let options = smallOptions()
    let storage = try writtenJournal(batches, options)
    let clean = try recover(torn(storage, at: ends[2]), options)
    #expect(clean.report.tornTail == nil)
    let dirty = try recover(torn(storage, at: ends[2] + 5), options)
    let tail = try #require(dirty.report.tornTail)
    #expect(tail.file == "0000000001.journal")
    #expect(tail.offset == ends[2])
    // "btch" and the first byte of the length, 7.
    #expect(tail.strayBytes == 5)
  }

  @Test("a file that ends before the size it was made with is damage, also between two records")
  func cutFile() throws {
    let options = smallOptions()
    let storage = try writtenJournal(batches, options)
    let whole = storage.contents(of: "0000000001.journal").count
    for cut in 64..<whole {
      let directory = storage.tampered("0000000001.journal") { $0.removeLast(whole - cut) }
      let refusal = #expect(throws: JournalError.self) { try recover(directory, options) }
      let next = ends.prefix { $0 <= cut }.count + 1
      #expect(
        refusal?.description
          == "0000000001.journal is damaged at byte \(cut), record \(next): the file ends there, "
          + "but it was made \(whole) bytes long"
      )
    }
  }

  @Test("a later segment of which nothing is left is damage, too")
  func emptiedSegment() throws {
    let options = smallOptions(segmentBytes: 1024, maximumBatchBytes: 512)
    let storage = try writtenJournal((0..<6).map { batch($0, byteCount: 200) }, options)
    let directory = storage.tampered("0000000002.journal") { $0 = [] }
    let refusal = #expect(throws: JournalError.self) { try recover(directory, options) }
    #expect(
      refusal?.description
        == "0000000002.journal is damaged at byte 0, record 5: the file ends there, "
        + "but it has no whole header"
    )
  }

  @Test("control: without checksums a tear inside a record goes unnoticed, and this would show it")
  func control() throws {
    let options = smallOptions(checksum: .none)
    let storage = try writtenJournal(batches, options)
    // The 1,000 bytes of the ninth batch span whole sectors; one of them did not arrive.
    let start = ends[7]
    let sector = (start / 512 + 1) * 512
    let directory = storage.tampered("0000000001.journal") { bytes in
      bytes.replaceSubrange(sector..<sector + 512, with: repeatElement(0, count: 512))
    }
    let recovered = try recover(directory, options)
    #expect(recovered.batches.count == batches.count)
    #expect(recovered.batches != batches)
  }
}
