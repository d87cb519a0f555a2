import RobotAPI
import RobotModel

/// What changes while a snapshot is fed, where there is no journal to replay it from: it comes to
/// stand in the snapshot itself, behind all rows and in the order in which it came.
final class SnapshotChanges: FactSink {
  private let codec = FactCodec()
  private var records: [[UInt8]] = []
  private var next = 0

  /// The next fact's bytes; nil when there are no more for now.
  func takeNext() -> [UInt8]? {
    guard next < records.count else {
      records.removeAll()
      next = 0
      return nil
    }
    defer { next += 1 }
    return records[next]
  }

  func put(_ fact: Fact) { keep { codec.put(fact) } }

  func put(_ record: Record) { keep { codec.put(record) } }

  func put(_ visit: Visit) { keep { codec.put(visit) } }

  func put(_ run: RunNumbers, ofRobot robot: String) {
    keep { codec.put(run, ofRobot: robot) }
  }

  func put(_ run: RunNumbers, ofRobot robot: String, _ detail: borrowing RunDetail) {
    codec.beginFact()
    codec.put(run, ofRobot: robot, detail)
    keepFact()
  }

  func put(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {
    keep {
      codec.put(
        entry,
        of: record,
        by: user,
        robot: robot,
        from: oldPlace,
        to: newPlace,
        detail
      )
    }
  }

  private func keep(_ put: () -> Void) {
    codec.beginFact()
    put()
    keepFact()
  }

  private func keepFact() {
    var record: [UInt8] = []
    codec.endFact(into: &record)
    records.append(record)
  }
}
