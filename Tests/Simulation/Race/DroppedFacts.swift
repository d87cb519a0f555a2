import RobotModel

/// Takes facts and keeps none: for a race, after which nothing is read back.
final class DroppedFacts: FactSink {
  func put(_ fact: Fact) {}
  func put(_ record: Record) {}
  func put(_ visit: Visit) {}
  func put(_ run: RunNumbers, ofRobot robot: String, _ detail: RunDetail?) {}
  func put(_ entry: HistoryNumbers, _ names: HistoryNames, _ detail: HistoryDetail?) {}
}
