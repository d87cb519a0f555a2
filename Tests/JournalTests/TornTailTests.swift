import Journal
import Testing
import TestSupport

/// K3: every byte offset of a journal as a torn tail gives exactly the whole batches before it.
@Suite struct TornTailTests {
  /// How the part behind the cut is missing.
  enum Tear: CaseIterable {
    /// The file ends there.
    case truncated
    /// Zeroes follow, as in a file that was written with zeroes before.
    case zeroed
  }

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

  private func torn(_ storage: MemoryStorage, at cut: Int, _ tear: Tear) -> MemoryStorage {
    storage.tampered("0000000001.journal") { bytes in
      let missing = bytes.count - cut
      bytes.removeLast(missing)
      if tear == .zeroed {
        bytes.append(contentsOf: repeatElement(0, count: missing))
      }
    }
  }

  @Test(
    "every cut gives the whole batches before it, and the journal goes on",
    arguments: Tear.allCases
  )
  func everyOffset(tear: Tear) throws {
    let options = smallOptions()
    let storage = try writtenJournal(batches, options)
    let last = try #require(ends.last)
    for cut in 64...last + 9 {
      let directory = torn(storage, at: cut, tear)
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
    let clean = try recover(torn(storage, at: ends[2], .zeroed), options)
    #expect(clean.report.tornTail == nil)
    let dirty = try recover(torn(storage, at: ends[2] + 5, .zeroed), options)
    let tail = try #require(dirty.report.tornTail)
    #expect(tail.file == "0000000001.journal")
    #expect(tail.offset == ends[2])
    // "btch" and the first byte of the length, 7.
    #expect(tail.strayBytes == 5)
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
