/// Reads the batches behind a place, while the journal goes on being written.
///
/// ```
/// var follower = try writer.follow(after: 41, checksum: nil)
/// while follower.hasNext(upTo: writer.durableSequence) {
///   if let batch = try follower.next(upTo: writer.durableSequence) { tell(batch) }
/// }
/// ```
///
/// It holds a window of one segment and its file, however far it is behind. Nothing is read that
/// is not durable, so that what was told is never taken back. A segment that is removed while it
/// is read is read to its end; if the next one is gone then, the follower has been passed.
package struct JournalFollower {
  /// The place reached: the next batch stands behind it.
  package private(set) var place: JournalPlace

  private let storage: any JournalStorage
  private let options: JournalOptions
  /// What comes before is passed over.
  private let start: (sequence: UInt64, checksum: UInt32?)
  private var segmentNumber: UInt64
  private var segmentBytes: Int
  private var file: any JournalFile
  /// Where the next record stands in the segment.
  private var offset: Int
  /// A part of the segment, from `windowOffset` on.
  private var window: [UInt8] = []
  private var windowOffset = 0
  /// Records up to this one are whole in the window, as far as it reaches.
  private var windowSequence: UInt64 = 0

  /// What is read at once, unless a batch is larger.
  private static let windowBytes = 64 << 10
  /// A window that a large batch has made larger than this is not kept.
  private static let keptWindowBytes = 1 << 20

  /// A follower at the open end of a journal.
  init(
    _ storage: any JournalStorage,
    _ options: JournalOptions,
    endOf segment: JournalWriter.OpenSegment,
    offset: Int,
    place: JournalPlace
  ) {
    self.storage = storage
    self.options = options
    self.place = place
    self.offset = offset
    start = (place.sequence, nil)
    segmentNumber = segment.number
    segmentBytes = segment.byteCount
    file = segment.file
  }

  /// A follower that passes over what comes before its start, from the beginning of a segment on.
  init(
    _ storage: any JournalStorage,
    _ options: JournalOptions,
    segment: SegmentHeader,
    start: (sequence: UInt64, checksum: UInt32?)
  ) throws(JournalFollowError) {
    self.storage = storage
    self.options = options
    self.start = start
    place = JournalPlace(sequence: segment.firstSequence - 1, checksum: segment.previousChecksum)
    offset = SegmentHeader.byteCount
    segmentNumber = segment.number
    segmentBytes = segment.fileBytes
    file = try Self.open(segment.number, storage, options)
    try checkStart()
  }

  /// Whether it has yet to come to its start.
  package var isPassingOver: Bool { place.sequence < start.sequence }

  /// Whether `next` can be called.
  package func hasNext(upTo durableSequence: UInt64) -> Bool {
    place.sequence < durableSequence
  }

  /// Reads the next batch; nil for one that comes before the start and is passed over.
  ///
  /// - Parameter durableSequence: the last batch that may be read; the next one must not lie
  ///   behind it.
  package mutating func next(
    upTo durableSequence: UInt64
  ) throws(JournalFollowError) -> RecoveredEntry? {
    precondition(hasNext(upTo: durableSequence), "a batch is read that is not durable")
    if try isSegmentUsedUp(durableSequence) { try openNextSegment() }
    let record = try dueRecord(durableSequence)
    let payload = record.payload
    offset += Record.byteCount(payloadBytes: record.header.payloadBytes)
    place = JournalPlace(sequence: record.header.sequence, checksum: record.checksum)
    if place.sequence <= start.sequence {
      try checkStart()
      return nil
    }
    return RecoveredEntry(kind: .batch, sequence: place.sequence, bytes: window[payload])
  }

  /// Whether a record of the history at hand stands where the follower was to start.
  private func checkStart() throws(JournalFollowError) {
    guard place.sequence == start.sequence, let checksum = start.checksum else { return }
    if checksum != place.checksum { throw .otherHistory }
  }

  // MARK: - Segments

  private mutating func isSegmentUsedUp(
    _ durableSequence: UInt64
  ) throws(JournalFollowError) -> Bool {
    if offset + Record.minimumByteCount > segmentBytes { return true }
    try fill(RecordHeader.byteCount, durableSequence)
    let header = offset - windowOffset
    return window.span.extracting(header..<header + RecordHeader.byteCount).isZero
  }

  private mutating func openNextSegment() throws(JournalFollowError) {
    let next = try Self.open(segmentNumber + 1, storage, options)
    var bytes: [UInt8] = []
    try Self.wrapping { () throws(StorageError) in
      try next.read(SegmentHeader.byteCount, at: 0, appendingTo: &bytes)
    }
    guard case .header(let header) = SegmentHeader.read(bytes.span, options.checksum),
      header.firstSequence == place.sequence + 1, header.previousChecksum == place.checksum
    else {
      throw .unreadable(
        "\(FileName.segment(segmentNumber + 1)) does not continue the segment before"
      )
    }
    file = next
    segmentNumber += 1
    segmentBytes = header.fileBytes
    offset = SegmentHeader.byteCount
    windowSequence = 0
  }

  /// Opens a segment, or learns that it is no longer kept.
  private static func open(
    _ number: UInt64,
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalFollowError) -> any JournalFile {
    do throws(StorageError) {
      return try storage.open(FileName.segment(number))
    } catch {
      let oldest = try oldestSegment(storage, options)
      if let oldest, oldest.number > number { throw .passed(oldest: oldest.firstSequence) }
      throw .unreadable("\(error)")
    }
  }

  private static func oldestSegment(
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalFollowError) -> SegmentHeader? {
    do throws(JournalError) {
      return try SegmentFile.all(in: storage, options).first?.validHeader
    } catch {
      throw JournalFollowError(error)
    }
  }

  // MARK: - Records

  private mutating func dueRecord(
    _ durableSequence: UInt64
  ) throws(JournalFollowError) -> Record {
    try fill(RecordHeader.byteCount, durableSequence)
    if let header = RecordHeader.read(at: offset - windowOffset, in: window.span, options.checksum)
    {
      try fill(Record.byteCount(payloadBytes: header.payloadBytes), durableSequence)
      if let record = Record.read(at: offset - windowOffset, in: window.span, options.checksum),
        record.header.sequence == place.sequence + 1,
        record.header.previousChecksum == place.checksum
      {
        return record
      }
    }
    throw .unreadable(
      "\(FileName.segment(segmentNumber)) is damaged at byte \(offset), record "
        + "\(place.sequence + 1)"
    )
  }

  /// Makes sure that `byteCount` bytes from the next record on are in the window, or as many as
  /// the segment has, and are what was written of durable records.
  private mutating func fill(
    _ byteCount: Int,
    _ durableSequence: UInt64
  ) throws(JournalFollowError) {
    let start = offset - windowOffset
    if windowSequence > place.sequence, start + byteCount <= window.count { return }
    if window.count > Self.keptWindowBytes { window = [] }
    window.removeAll(keepingCapacity: true)
    windowOffset = offset
    windowSequence = durableSequence
    let count = min(max(byteCount, Self.windowBytes), segmentBytes - offset)
    let file = file
    var bytes: [UInt8] = []
    swap(&bytes, &window)
    try Self.wrapping { () throws(StorageError) in
      try file.read(count, at: offset, appendingTo: &bytes)
    }
    // What a file is short of reads as zeroes.
    bytes += repeatElement(0, count: max(0, max(count, byteCount) - bytes.count))
    swap(&bytes, &window)
  }

  private static func wrapping(
    _ body: () throws(StorageError) -> Void
  ) throws(JournalFollowError) {
    do throws(StorageError) {
      try body()
    } catch {
      throw .unreadable("\(error)")
    }
  }
}
