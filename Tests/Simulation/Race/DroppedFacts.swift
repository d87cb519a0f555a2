import RobotModel

/// Takes facts and keeps none: for a race, after which nothing is read back.
final class DroppedFacts: FactSink {
  func put(_ fact: Fact) {}
  func put(_ record: Record) {}
  func put(_ visit: Visit) {}
  func put(_ run: RunNumbers, ofRobot robot: String) {}
  func put(_ run: RunNumbers, ofRobot robot: String, _ detail: borrowing RunDetail) {}
  func put(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {}
}
