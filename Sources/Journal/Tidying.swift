/// What recovery changes in the directory, after everything was read.
struct Tidying {
  private let storage: any JournalStorage
  private let options: JournalOptions
  private let origin: JournalOrigin

  init(_ storage: any JournalStorage, _ options: JournalOptions, origin: JournalOrigin) {
    self.storage = storage
    self.options = options
    self.origin = origin
  }

  /// Removes files that were being made when the last run ended.
  func removeUnfinished() throws(JournalError) {
    try JournalError.wrapping { () throws(StorageError) in
      for name in try storage.list() where FileName.isUnfinished(name) {
        try storage.remove(name)
      }
    }
  }

  /// Renames snapshots that cannot be believed, so that nothing counts on them any more.
  func setAside(_ names: [String]) throws(JournalError) {
    try JournalError.wrapping { () throws(StorageError) in
      for name in names {
        try storage.rename(name, to: FileName.damaged(name))
      }
    }
  }

  /// Makes the first segment of an empty directory; its header fixes the origin for good.
  func createFirstSegment() throws(JournalError) -> JournalWriter {
    let file = try createSegment(number: 1, after: 0)
    return writer(
      at: SegmentHeader.byteCount,
      of: JournalWriter.OpenSegment(number: 1, file: file, byteCount: options.firstSegmentBytes),
      oldestSequence: 1,
      lastSequence: 0,
      chain: 0
    )
  }

  /// Makes an empty segment in which the journal begins behind a batch.
  @discardableResult
  func createSegment(
    number: UInt64,
    after sequence: UInt64
  ) throws(JournalError) -> any JournalFile {
    var header: [UInt8] = []
    SegmentHeader(
      origin: origin,
      fileBytes: options.firstSegmentBytes,
      number: number,
      firstSequence: sequence + 1,
      durableSequence: sequence,
      previousChecksum: 0
    ).encode(into: &header, options.checksum)
    let name = FileName.segment(number)
    return try JournalError.wrapping { () throws(StorageError) in
      let spare = try SegmentPreparation(
        storage,
        FileName.zeroedSpare,
        byteCount: options.firstSegmentBytes,
        header: header
      ).perform()
      try storage.rename(spare.name, to: name)
      try storage.synchronize()
      return try storage.open(name)
    }
  }

  /// Makes the place where the journal ends fit for appending: nothing but durable zeroes follow,
  /// and all that was read is durable.
  func continueJournal(
    _ journal: JournalReader,
    at end: JournalEnd
  ) throws(JournalError) -> JournalWriter {
    let current = journal.segments[journal.segmentIndex]
    try JournalError.wrapping { () throws(StorageError) in
      // The last one first, so that a crash here leaves no gap in the numbers.
      for segment in end.discarded.reversed() {
        try storage.remove(segment.name)
      }
    }
    try rewriteFilled(journal)
    let file = try JournalError.wrapping { () throws(StorageError) in
      let file = try storage.open(current.name)
      try rewrite(file, journal.bytes, upTo: journal.offset)
      try storage.synchronize()
      return file
    }
    return writer(
      at: journal.offset,
      of: JournalWriter.OpenSegment(
        number: current.number,
        file: file,
        byteCount: journal.bytes.count
      ),
      oldestSequence: journal.segments.oldestSequence ?? journal.nextSequence,
      lastSequence: journal.nextSequence - 1,
      chain: journal.chain
    )
  }

  private func writer(
    at offset: Int,
    of segment: JournalWriter.OpenSegment,
    oldestSequence: UInt64,
    lastSequence: UInt64,
    chain: UInt32
  ) -> JournalWriter {
    JournalWriter(
      storage,
      options,
      origin: origin,
      segment: segment,
      offset: offset,
      oldestSequence: oldestSequence,
      lastSequence: lastSequence,
      chain: chain
    )
  }

  /// Rewrites the segments before the current one that hold a batch not known to be durable.
  private func rewriteFilled(_ journal: JournalReader) throws(JournalError) {
    for index in journal.firstIndex..<journal.segmentIndex {
      let next = journal.segments[index + 1].validHeader
      guard let next, next.firstSequence > journal.durableSequence + 1 else { continue }
      let bytes = try journal.segments[index].load(storage)
      try JournalError.wrapping { () throws(StorageError) in
        try rewrite(
          try storage.open(journal.segments[index].name),
          bytes,
          upTo: bytes.span.endOfContent
        )
      }
    }
  }

  /// Writes a segment's bytes once more, zeroes over what strays behind `end`, and syncs.
  ///
  /// What was read may be in memory only: of a program that was killed the kernel has all and the
  /// disk not yet, and after a failed sync the kernel takes for clean what never reached the disk.
  /// Writing it again is what makes the sync mean something.
  private func rewrite(
    _ file: any JournalFile,
    _ content: [UInt8],
    upTo end: Int
  ) throws(StorageError) {
    var bytes = Array(content[..<end])
    bytes += [UInt8](repeating: 0, count: max(0, content.span.endOfContent - end))
    try file.write(bytes.span, at: 0)
    try file.synchronize()
  }
}
