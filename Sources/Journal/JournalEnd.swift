/// Where a journal ends and what has to be tidied up before it is continued.
struct JournalEnd {
  /// What a crash left half written, nil for a clean end.
  let tornTail: RecoveryReport.TornTail?
  /// Names of later segments that hold nothing and may be used next, in order.
  let unused: [SegmentFile]
  /// Names of later segments that hold only what was torn, in order.
  let discarded: [SegmentFile]
}
