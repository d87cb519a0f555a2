// What it means that no record can be believed where one is due: the end, a tear, or damage.
// `JournalFormat.swift` gives the reasons for the rules that are applied here.

extension JournalReader {
  /// A place where something should stand that is not there.
  private struct Gap {
    let file: String
    let offset: Int
    let looksTorn: Bool
    let reason: String
  }

  /// Decides what kind of end the place after the last whole record is.
  ///
  /// - Parameter isUsedUp: whether nothing but zeroes follow in the segment being read.
  func resolveEnd(isUsedUp: Bool) throws(JournalError) -> JournalEnd {
    let later = Array(segments[(segmentIndex + 1)...])
    var strayBytes = 0
    var witness: String?
    if !isUsedUp {
      strayBytes = bytes.span.extracting(offset...).nonZeroCount
      witness = self.witness(in: bytes.span, from: offset + JournalFormat.alignment)
    }
    for segment in later {
      try refuseCut(segment)
      let content = try segment.load(storage)
      strayBytes += content.span.nonZeroCount
      if let header = segment.validHeader, header.durableSequence >= nextSequence {
        witness = witness ?? "the header of \(segment.name)"
      }
      witness = witness ?? self.witness(in: content.span, from: SegmentHeader.byteCount)
    }
    if durableFloor >= nextSequence {
      witness = "the snapshot"
    }
    if strayBytes == 0 && witness == nil {
      return JournalEnd(tornTail: nil, discarded: later)
    }
    let gap = try gap(isUsedUp: isUsedUp)
    if let witness {
      throw damage(gap, "\(gap.reason), but \(witness) says that it was durable")
    }
    if !gap.looksTorn {
      throw damage(gap, "\(gap.reason), and a torn write would have left zeroes")
    }
    return JournalEnd(
      tornTail: RecoveryReport.TornTail(
        file: gap.file,
        offset: gap.offset,
        strayBytes: strayBytes
      ),
      discarded: later
    )
  }

  /// Refuses a segment whose end is missing: no crash does that, and nothing tells what was there.
  func refuseCut(_ segment: SegmentFile) throws(JournalError) {
    guard segment.isCut else { return }
    throw .damaged(
      JournalDamage(
        file: segment.name,
        offset: segment.byteCount,
        record: nextSequence,
        reason: segment.cutWords
      )
    )
  }

  private func damage(_ gap: Gap, _ reason: String) -> JournalError {
    .damaged(
      JournalDamage(file: gap.file, offset: gap.offset, record: nextSequence, reason: reason)
    )
  }

  /// A record in `content` that says that the one now due was durable when it was written.
  private func witness(in content: Span<UInt8>, from start: Int) -> String? {
    var at = start
    while at + RecordHeader.byteCount <= content.count {
      if let header = RecordHeader.read(at: at, in: content, checksum),
        header.sequence > nextSequence, header.durableSequence >= nextSequence
      {
        return "record \(header.sequence)"
      }
      at += JournalFormat.alignment
    }
    return nil
  }

  /// The place where the chain breaks: in the segment being read, or at the head of the next.
  private func gap(isUsedUp: Bool) throws(JournalError) -> Gap {
    let segment = segments[segmentIndex]
    guard isUsedUp, segmentIndex + 1 < segments.count else {
      return gap(in: segment)
    }
    let next = segments[segmentIndex + 1]
    if next.number != segment.number + 1 {
      return Gap(
        file: FileName.segment(segment.number + 1),
        offset: 0,
        looksTorn: false,
        reason: "the file is missing"
      )
    }
    guard let header = next.validHeader else {
      let content = try next.load(storage)
      return Gap(
        file: next.name,
        offset: 0,
        looksTorn: Sectors.isTornSegmentHeader(in: content.span),
        reason: "the segment's header is not what was written"
      )
    }
    if header.firstSequence > nextSequence {
      return Gap(
        file: segment.name,
        offset: offset,
        looksTorn: true,
        reason: "\(next.name) begins with record \(header.firstSequence) and this one is missing"
      )
    }
    return Gap(
      file: next.name,
      offset: 0,
      looksTorn: false,
      reason: "the segment does not continue the one before"
    )
  }

  private func gap(in segment: SegmentFile) -> Gap {
    let content = bytes.span
    if Record.read(at: offset, in: content, checksum) != nil {
      return Gap(
        file: segment.name,
        offset: offset,
        looksTorn: false,
        reason: "a record stands there that does not continue the one before"
      )
    }
    if let header = RecordHeader.read(at: offset, in: content, checksum) {
      return Gap(
        file: segment.name,
        offset: offset,
        looksTorn: Sectors.isTorn(header, at: offset, in: content),
        reason: "the checksum of its content does not match"
      )
    }
    return Gap(
      file: segment.name,
      offset: offset,
      looksTorn: Sectors.isTornHeader(at: offset, in: content),
      reason: "its header is not what was written"
    )
  }
}
