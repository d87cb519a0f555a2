extension JournalWriter {
  /// The place behind the last batch, durable or not.
  package var lastPlace: JournalPlace { JournalPlace(sequence: lastSequence, checksum: chain) }

  /// Learns that a snapshot counts, and what is left of the journal beside it.
  package func markReplaced(by snapshot: SnapshotSummary) {
    if let oldest = snapshot.oldestSequence { oldestSequence = oldest }
  }

  /// A follower of the batches that are appended from now on.
  package func followFromHere() -> JournalFollower {
    JournalFollower(storage, options, endOf: segment, offset: endOffset, place: lastPlace)
  }

  /// A follower of the batches behind one that may have been appended long ago.
  ///
  /// - Parameters:
  ///   - sequence: the last batch that is known.
  ///   - checksum: its checksum, where that is known too: another history is then noticed, at
  ///     once or when the follower has come to its start.
  package func follow(
    after sequence: UInt64,
    checksum: UInt32?
  ) throws(JournalFollowError) -> JournalFollower {
    if sequence > lastSequence { throw .ahead(last: lastSequence) }
    if sequence == lastSequence {
      if let checksum, checksum != chain { throw .otherHistory }
      return followFromHere()
    }
    let segments: [SegmentFile]
    do throws(JournalError) {
      segments = try SegmentFile.all(in: storage, options)
    } catch {
      throw JournalFollowError(error)
    }
    let headers = segments.compactMap(\.validHeader)
    guard let segment = headers.last(where: { $0.firstSequence <= sequence + 1 }) else {
      throw .passed(oldest: headers.first?.firstSequence ?? lastSequence + 1)
    }
    return try JournalFollower(storage, options, segment: segment, start: (sequence, checksum))
  }
}
