import Journal
import TestSupport

/// K3: a journal that is torn at any byte gives exactly the whole batches before it.
enum TearSweep {
  /// A megabyte, every `share`-th byte.
  static func run(share: Int) throws -> [SweepResult] {
    let journal = try SweptJournal(segmentCount: 16)
    let control = try SweptJournal(segmentCount: 1, checksum: .none)
    return [sweep(journal, share), cutFiles(journal, share), try sectorControl(control)]
  }

  private static func sweep(_ journal: SweptJournal, _ share: Int) -> SweepResult {
    var tried = 0
    var wrong: [String] = []
    for segment in journal.segments {
      let batches = segment.ends.map(\.batch)
      for cut in stride(from: 64, through: journal.options.segmentBytes, by: share) {
        tried += 1
        let whole = segment.ends.prefix { $0.offset <= cut }.count
        let directory = segment.storage.tampered(segment.name) { bytes in
          let missing = bytes.count - cut
          bytes.removeLast(missing)
          bytes.append(contentsOf: repeatElement(0, count: missing))
        }
        do throws(JournalError) {
          let found = try recover(directory, journal.options).batches
          if found != Array(batches.prefix(whole)) {
            wrong.append("cut at \(cut): \(found.count) batches, expected \(whole)")
          }
        } catch {
          wrong.append("cut at \(cut): \(error)")
        }
      }
    }
    return SweepResult(title: "K3 journal zeroed from every byte on", tried: tried, wrong: wrong)
  }

  /// A file that is shorter than it was made lost more than a crash can take.
  private static func cutFiles(_ journal: SweptJournal, _ share: Int) -> SweepResult {
    var tried = 0
    var wrong: [String] = []
    for segment in journal.segments {
      for cut in stride(from: 0, to: journal.options.segmentBytes, by: share) {
        tried += 1
        let directory = segment.storage.tampered(segment.name) { bytes in
          bytes.removeLast(bytes.count - cut)
        }
        if let found = try? recover(directory, journal.options).batches {
          wrong.append("cut at \(cut): \(found.count) batches and no refusal")
        }
      }
    }
    return SweepResult(title: "K3 file cut at every byte is refused", tried: tried, wrong: wrong)
  }

  /// Without checksums a batch of which a sector is missing passes for whole.
  private static func sectorControl(_ journal: SweptJournal) throws -> SweepResult {
    var tried = 0
    var wrong: [String] = []
    let segment = journal.segments[0]
    for sector in 1..<journal.options.segmentBytes / 512 {
      tried += 1
      let directory = segment.storage.tampered(segment.name) { bytes in
        bytes.replaceSubrange(
          sector * 512..<(sector + 1) * 512,
          with: repeatElement(0, count: 512)
        )
      }
      let found = try? recover(directory, journal.options).batches
      let isPrefix = found.map { $0 == Array(segment.ends.map(\.batch).prefix($0.count)) }
      if isPrefix == false {
        wrong.append("sector \(sector)")
      }
    }
    return SweepResult(
      title: "K3 missing sector without checksums",
      tried: tried,
      wrong: wrong,
      isControl: true
    )
  }
}
