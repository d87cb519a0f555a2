/// Where a journal ends and what has to be tidied up before it is continued.
struct JournalEnd {
  /// What a crash left half written, nil for a clean end.
  let tornTail: RecoveryReport.TornTail?
  /// Later segments, which hold nothing or only what was torn, in order.
  let discarded: [SegmentFile]
}
