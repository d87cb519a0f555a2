import Journal

extension Log {
  /// Tells what a data directory held, and what had to be left out.
  func tell(_ report: RecoveryReport, milliseconds: Int64) {
    for rejected in report.rejectedSnapshots {
      warning(
        "snapshot not used",
        ["file": .text(rejected.file), "reason": .text(rejected.reason)]
      )
    }
    if let tail = report.tornTail {
      warning(
        "torn tail of the journal cut: a crash had left it half written, unanswered",
        [
          "file": .text(tail.file), "offset": .init(tail.offset),
          "stray_bytes": .init(tail.strayBytes),
        ]
      )
    }
    info(
      "store read back",
      [
        "snapshot": .text(report.snapshot ?? "none"),
        "records": .init(report.snapshotRecords), "batches": .init(report.batches),
        "milliseconds": .init(milliseconds),
      ]
    )
  }
}
