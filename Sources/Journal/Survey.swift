/// What a data directory holds, file by file: also what no start would read any more.
///
/// Recovery stops at the first thing that it cannot believe; a survey goes on behind it and
/// collects every snapshot that proves good and every whole record, wherever it lies. It tells
/// people what there is, and is what a repair chooses from. It changes nothing.
package struct Survey {
  /// One snapshot or segment.
  package struct File: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// Its length in bytes.
    package let byteCount: Int
    /// A snapshot's first and last batch, a segment's first and last whole record; nil for none.
    package let sequences: ClosedRange<UInt64>?
    /// Facts of a snapshot, whole records of a segment.
    package let recordCount: UInt64
    /// What cannot be believed, a torn tail among it; nil where all can.
    package let problem: String?
  }

  /// All snapshots and segments, in order of their names.
  package let files: [File]
  /// The directory and clock of the first file that tells them; nil where none does.
  package let origin: JournalOrigin?

  let snapshots: [Snapshot]
  let segments: [Segment]
  /// The newest batch that anything in the directory tells of.
  let lastKnownSequence: UInt64

  /// A snapshot that proved good.
  struct Snapshot {
    let name: String
    let firstSequence: UInt64
    let lastSequence: UInt64
  }

  /// A segment and where its whole records lie.
  struct Segment {
    let file: SegmentFile
    var records: [Place] = []
    /// Where the first bytes lie that are neither a record nor the zeroes at the end.
    var firstGap: Int?
  }

  /// Where a record lies, and how it hangs together with the one before.
  struct Place {
    let sequence: UInt64
    let payload: Range<Int>
    let checksum: UInt32
    let previousChecksum: UInt32
  }

  /// Looks through every file of a directory: reads all of it once.
  ///
  /// - Throws: `storage` when a file cannot be read, `unsupportedVersion` for a newer program's.
  package init(
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) {
    var files: [File] = []
    var snapshots: [Snapshot] = []
    var segments: [Segment] = []
    var origin: JournalOrigin?
    var lastKnown: UInt64 = 0
    let names = try JournalError.wrapping { () throws(StorageError) in try storage.list() }
    for sequence in names.compactMap(FileName.snapshotSequence).sorted() {
      let (file, snapshot, itsOrigin) = try Self.snapshot(after: sequence, storage, options)
      files.append(file)
      origin = origin ?? itsOrigin
      if let snapshot {
        snapshots.append(snapshot)
        lastKnown = max(lastKnown, snapshot.lastSequence)
      }
    }
    for file in try SegmentFile.all(in: storage, options) {
      let bytes = try file.load(storage)
      let segment = Self.segment(file, bytes.span, options.checksum)
      files.append(Self.row(of: segment))
      segments.append(segment)
      lastKnown = max(lastKnown, segment.records.last?.sequence ?? 0)
      if let header = file.validHeader {
        origin = origin ?? header.origin
        lastKnown = max(lastKnown, header.durableSequence)
      }
    }
    self.files = files
    self.origin = origin
    self.snapshots = snapshots
    self.segments = segments
    lastKnownSequence = lastKnown
  }

  /// Whether a name is that of a segment or a snapshot.
  package static func isName(_ name: String) -> Bool {
    FileName.segmentNumber(name) != nil || FileName.snapshotSequence(name) != nil
  }

  /// Whether a name is that of a file that is yet to become a segment or a snapshot.
  package static func isSpareName(_ name: String) -> Bool { FileName.isUnfinished(name) }

  private static func snapshot(
    after sequence: UInt64,
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) -> (File, Snapshot?, JournalOrigin?) {
    let name = FileName.snapshot(after: sequence)
    let byteCount = try JournalError.wrapping { () throws(StorageError) in
      try storage.open(name).size()
    }
    do throws(JournalError) {
      let reader = try SnapshotChoice.proven(name, sequence, in: storage, options.checksum)
      let last = reader.footer.lastSequence
      let file = File(
        name: name,
        byteCount: byteCount,
        sequences: sequence...last,
        recordCount: reader.footer.recordCount,
        problem: nil
      )
      let snapshot = Snapshot(name: name, firstSequence: sequence, lastSequence: last)
      return (file, snapshot, reader.header.origin)
    } catch {
      switch error {
      case .damaged(let damage):
        let problem = "damaged at byte \(damage.offset), block \(damage.record): \(damage.reason)"
        let file = File(
          name: name,
          byteCount: byteCount,
          sequences: nil,
          recordCount: 0,
          problem: problem
        )
        return (file, nil, nil)
      default: throw error
      }
    }
  }

  /// Finds the whole records of a segment; behind one that is damaged, too.
  private static func segment(
    _ file: SegmentFile,
    _ bytes: Span<UInt8>,
    _ checksum: Checksum
  ) -> Segment {
    var segment = Segment(file: file)
    let end = bytes.endOfContent
    var offset = SegmentHeader.byteCount
    while offset < end {
      if let record = Record.read(at: offset, in: bytes, checksum) {
        segment.records.append(
          Place(
            sequence: record.header.sequence,
            payload: record.payload,
            checksum: record.checksum,
            previousChecksum: record.header.previousChecksum
          )
        )
        offset = record.end
      } else {
        segment.firstGap = segment.firstGap ?? offset
        offset += JournalFormat.alignment
      }
    }
    return segment
  }

  private static func row(of segment: Segment) -> File {
    var problems: [String] = []
    if segment.file.validHeader == nil { problems.append("its header is not what was written") }
    if segment.file.isCut {
      problems.append("cut at byte \(segment.file.byteCount): \(segment.file.cutWords)")
    }
    if let gap = segment.firstGap { problems.append("no whole record at byte \(gap)") }
    var sequences: ClosedRange<UInt64>?
    if let first = segment.records.first?.sequence, let last = segment.records.last?.sequence {
      sequences = min(first, last)...max(first, last)
    }
    return File(
      name: segment.file.name,
      byteCount: segment.file.byteCount,
      sequences: sequences,
      recordCount: UInt64(segment.records.count),
      problem: problems.isEmpty ? nil : problems.joined(separator: ", ")
    )
  }
}
