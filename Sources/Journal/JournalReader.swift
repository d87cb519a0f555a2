/// Walks through the records of a journal in order, to its end.
///
/// It follows the chain from segment to segment and stops at the first place where no record can
/// be believed; `JournalReader+End.swift` then decides whether that is the end, a tear or damage.
struct JournalReader {
  let storage: any JournalStorage
  let checksum: Checksum
  let segments: [SegmentFile]
  /// Everything up to here is known from elsewhere to have been durable.
  let durableFloor: UInt64

  /// Index in `segments` of the one being read.
  private(set) var segmentIndex: Int
  /// The bytes of that segment.
  private(set) var bytes: [UInt8]
  /// Where the next record should start.
  private(set) var offset = SegmentHeader.byteCount
  /// The sequence number that is due.
  private(set) var nextSequence: UInt64
  /// The checksum that the next record has to name.
  private(set) var chain: UInt32
  /// The last batch that a record says to have been durable.
  private(set) var durableSequence: UInt64
  /// How and where the journal ends, once that is known.
  private(set) var end: JournalEnd?

  /// Index of the segment that was read first.
  let firstIndex: Int

  private let firstNeeded: UInt64

  /// A reader of all records from `firstNeeded` on.
  ///
  /// - Parameters:
  ///   - segments: all segments of the directory, at least one.
  ///   - firstNeeded: sequence number of the first record that `next` gives.
  ///   - durableFloor: a journal that ends before this record is damaged.
  init(
    _ storage: any JournalStorage,
    _ segments: [SegmentFile],
    from firstNeeded: UInt64,
    durableFloor: UInt64,
    _ checksum: Checksum
  ) throws(JournalError) {
    let index = segments.lastIndex {
      ($0.validHeader?.firstSequence).map { $0 <= firstNeeded } ?? false
    }
    guard let index, let header = segments[index].validHeader else {
      throw JournalReader.missingStart(segments[0], firstNeeded)
    }
    self.storage = storage
    self.checksum = checksum
    self.segments = segments
    self.durableFloor = durableFloor
    self.firstNeeded = firstNeeded
    firstIndex = index
    segmentIndex = index
    bytes = try segments[index].load(storage)
    nextSequence = header.firstSequence
    chain = header.previousChecksum
    durableSequence = header.durableSequence
  }

  /// The next record's sequence number and payload; nil at the end, which `end` then describes.
  mutating func next() throws(JournalError) -> RecoveredEntry? {
    while end == nil {
      guard let record = dueRecord() else {
        try leaveSegment()
        continue
      }
      offset = record.end
      chain = record.checksum
      durableSequence = record.header.durableSequence
      nextSequence += 1
      if record.header.sequence >= firstNeeded {
        return RecoveredEntry(
          kind: .batch,
          sequence: record.header.sequence,
          bytes: bytes[record.payload]
        )
      }
    }
    return nil
  }

  /// The record at `offset`, if it is whole and the next of the chain.
  private func dueRecord() -> Record? {
    guard let record = Record.read(at: offset, in: bytes.span, checksum),
      record.header.sequence == nextSequence,
      record.header.previousChecksum == chain
    else { return nil }
    return record
  }

  /// Goes on to the next segment if this one is used up and the next continues it; otherwise
  /// decides what kind of end this is.
  private mutating func leaveSegment() throws(JournalError) {
    try refuseCut(segments[segmentIndex])
    let isUsedUp = bytes.span.extracting(offset...).isZero
    if isUsedUp, segmentIndex + 1 < segments.count {
      let next = segments[segmentIndex + 1]
      if let header = next.validHeader, continues(header, in: next) {
        bytes = try next.load(storage)
        segmentIndex += 1
        offset = SegmentHeader.byteCount
        return
      }
    }
    end = try resolveEnd(isUsedUp: isUsedUp)
  }

  private func continues(_ header: SegmentHeader, in next: SegmentFile) -> Bool {
    header.number == next.number && next.number == segments[segmentIndex].number + 1
      && header.firstSequence == nextSequence && header.previousChecksum == chain
  }

  private static func missingStart(
    _ first: SegmentFile,
    _ firstNeeded: UInt64
  ) -> JournalError {
    let reason =
      if let header = first.validHeader {
        "the journal begins with record \(header.firstSequence), what came before is missing"
      } else {
        "the segment's header is not what was written"
      }
    return .damaged(
      JournalDamage(file: first.name, offset: 0, record: firstNeeded, reason: reason)
    )
  }
}
