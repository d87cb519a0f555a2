// What can be saved of a damaged directory.
//
// The state after batch R is exact if there is a good snapshot, or none is needed because the
// journal begins with batch 1, and every batch from there to R is whole and continues the one
// before. A snapshot is fed while the store changes, so one that ends with batch L is exact only
// where R is L or later. Of all that can be had so, the newest state is chosen:
//
//      snapshot 40..44        41 42 43 44 45 46  x  48 49      R = 46, lost 47...49
//      snapshot 60..75        61 62 63  x  65                  not exact: an older one is tried
//
// Where no exact state is left, the newest good snapshot is taken as it is, with the batches that
// still follow, and the result says so: some records are then older or newer than others.
//
// What is saved is written as a snapshot that is named after the last batch anything tells of, so
// that no number is given twice, with a new and empty segment behind it. Steps and their order:
//
//   1. The new segment. Its number is higher than all others'; a start still refuses the damage.
//   2. Snapshots that do not belong to what is saved are put aside.
//   3. The new snapshot gets its name. From here on a start succeeds, and reads nothing else.
//   4. Segments behind the damage, and the damaged ones, are put aside.
//
// A crash between any two of them leaves a directory that refuses to start or starts with what
// was saved, and a second repair comes to the same result.

/// Reads what can be saved of a directory, then makes it what the directory holds.
///
/// ```
/// var salvage = try Salvage(survey, storage, options)
/// while let entry = try salvage.next() { … load it … }
/// let writer = try salvage.beginSnapshot()
/// … writer.append(…) …
/// try salvage.finish(writer)
/// ```
package struct Salvage {
  /// The last batch that is in what is saved.
  package let lastSequence: UInt64
  /// Batches of which is known that they were, and that are lost; nil for none.
  package let lost: ClosedRange<UInt64>?
  /// Whether what is saved is a state that once was.
  package let isExact: Bool
  /// The snapshot that is read; nil where the journal alone is.
  package let snapshot: String?

  private let storage: any JournalStorage
  private let options: JournalOptions
  private let survey: Survey
  private var reader: SnapshotReader?
  private let firstSequence: UInt64
  private var nextSequence: UInt64
  private var segmentIndex = 0
  private var recordIndex = 0
  private var loaded: (index: Int, bytes: [UInt8])?

  /// Chooses what is saved.
  ///
  /// - Parameter options: of the directory; the clock and number are those of the survey.
  /// - Throws: `damaged` when nothing can be saved, with the first thing that cannot be believed.
  package init(
    _ survey: Survey,
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) {
    self.survey = survey
    self.storage = storage
    var options = options
    if let origin = survey.origin { options.origin = origin }
    self.options = options
    var best: Candidate?
    for snapshot in survey.snapshots {
      best = Candidate(snapshot, in: survey).better(than: best)
    }
    if best?.isExact != true, survey.segments.contains(where: { $0.startsJournal }) {
      best = Candidate(nil, in: survey).better(than: best)
    }
    guard let best else {
      let file = survey.files.first { $0.problem != nil }
      throw .damaged(
        JournalDamage(
          file: file?.name ?? FileName.segment(1),
          offset: 0,
          record: 1,
          reason: "no snapshot is good and the journal's beginning is missing: nothing can be saved"
        )
      )
    }
    lastSequence = best.lastSequence
    isExact = best.isExact
    snapshot = best.snapshot?.name
    lost =
      survey.lastKnownSequence > best.lastSequence
      ? best.lastSequence + 1...survey.lastKnownSequence : nil
    firstSequence = best.snapshot?.firstSequence ?? 0
    nextSequence = firstSequence + 1
    if let snapshot = best.snapshot {
      reader = try SnapshotReader(snapshot.name, in: storage, options.checksum)
    }
  }

  /// The next record of the snapshot or batch of the journal; nil when all was read.
  package mutating func next() throws(JournalError) -> RecoveredEntry? {
    if let record = try reader?.next() {
      return RecoveredEntry(kind: .snapshotRecord, sequence: firstSequence, bytes: record)
    }
    reader = nil
    while nextSequence <= lastSequence, segmentIndex < survey.segments.count {
      let segment = survey.segments[segmentIndex]
      guard recordIndex < segment.records.count else {
        segmentIndex += 1
        recordIndex = 0
        continue
      }
      let place = segment.records[recordIndex]
      recordIndex += 1
      guard place.sequence == nextSequence else { continue }
      nextSequence += 1
      let bytes = try load(segmentIndex)
      return RecoveredEntry(kind: .batch, sequence: place.sequence, bytes: bytes[place.payload])
    }
    return nil
  }

  private mutating func load(_ index: Int) throws(JournalError) -> [UInt8] {
    if let loaded, loaded.index == index { return loaded.bytes }
    let bytes = try survey.segments[index].file.load(storage)
    loaded = (index, bytes)
    return bytes
  }

  /// Begins the snapshot of what was saved.
  package func beginSnapshot() throws(JournalError) -> SnapshotWriter {
    try SnapshotWriter(storage, options, origin: options.origin, after: newSequence)
  }

  /// Makes what was saved the content of the directory.
  ///
  /// - Returns: The files that were put aside, by the names they have now.
  package func finish(_ writer: SnapshotWriter) throws(JournalError) -> [String] {
    let number = (survey.segments.map(\.file.number).max() ?? 0) + 1
    try Tidying(storage, options, origin: options.origin).createSegment(
      number: number,
      after: newSequence
    )
    var putAside: [String] = []
    for name in survey.files.map(\.name) where FileName.snapshotSequence(name) != nil {
      if let snapshot = survey.snapshots.first(where: { $0.name == name }) {
        guard snapshot.firstSequence > firstSequence else { continue }
        putAside.append(try rename(name, to: FileName.cutOff(name)))
      } else {
        putAside.append(try rename(name, to: FileName.damaged(name)))
      }
    }
    var completion = try JournalError.wrapping { () throws(StorageError) in
      try writer.finish(lastSequence: newSequence)
    }
    completion.retention = .everything
    _ = try completion.perform()
    for segment in survey.segments {
      if segment.file.validHeader == nil || segment.file.isCut || segment.firstGap != nil {
        putAside.append(try rename(segment.file.name, to: FileName.damaged(segment.file.name)))
      } else if let last = segment.records.last, last.sequence > lastSequence {
        putAside.append(try rename(segment.file.name, to: FileName.cutOff(segment.file.name)))
      }
    }
    try JournalError.wrapping { () throws(StorageError) in try storage.synchronize() }
    return putAside
  }

  /// The number that the new snapshot is named after: no batch behind it was ever written.
  private var newSequence: UInt64 { max(lastSequence, survey.lastKnownSequence) }

  private func rename(_ name: String, to newName: String) throws(JournalError) -> String {
    try JournalError.wrapping { () throws(StorageError) in
      try storage.rename(name, to: newName)
    }
    return newName
  }

  /// A snapshot, or none, with the batches that follow it without a gap.
  private struct Candidate {
    let snapshot: Survey.Snapshot?
    let lastSequence: UInt64

    var isExact: Bool { lastSequence >= (snapshot?.lastSequence ?? 0) }

    init(_ snapshot: Survey.Snapshot?, in survey: Survey) {
      self.snapshot = snapshot
      var due = (snapshot?.firstSequence ?? 0) + 1
      var chain: UInt32? = snapshot == nil ? 0 : nil
      for segment in survey.segments {
        for place in segment.records where place.sequence >= due {
          guard place.sequence == due, chain == nil || place.previousChecksum == chain else {
            lastSequence = due - 1
            return
          }
          chain = place.checksum
          due += 1
        }
      }
      lastSequence = due - 1
    }

    /// The better of two: an exact one, then one that goes further, then the newer snapshot.
    func better(than other: Candidate?) -> Candidate {
      guard let other else { return self }
      if isExact != other.isExact { return isExact ? self : other }
      return lastSequence >= other.lastSequence ? self : other
    }
  }
}

extension Survey.Segment {
  /// Whether the journal's very first batch belongs here.
  fileprivate var startsJournal: Bool {
    file.validHeader?.firstSequence == 1 || records.first?.sequence == 1
  }
}
