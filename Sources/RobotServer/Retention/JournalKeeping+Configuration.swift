import Journal
import RobotAPI
import RobotModel

extension JournalKeeping {
  /// What is kept for those who watch changes, as the configuration asks for it.
  ///
  /// - Parameter now: engine time, by which the age of changes is told.
  init(_ configuration: RobotServerConfiguration, at now: Instant) {
    let days = Int64(configuration.changeFeedDays)
    let oldest = now.adding(milliseconds: -days * ClockTime.millisecondsPerDay)
    self.init(byteMaximum: configuration.changeFeedBytes) { beginning in
      // A batch begins with its time.
      let time = unsafe FactCodec.time(ofBatch: beginning.span.bytes)
      return time.map { $0 < oldest } ?? false
    }
  }
}
