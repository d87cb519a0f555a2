import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.RobotApplication`.
  mutating func robotApplication(_ application: RobotApplication) {
    text(1, application.robot)
    text(2, application.place.entityType)
    text(3, application.place.pipeline)
    text(4, application.place.stage)
    text(5, application.user)
    number(6, UInt64(application.itemsPerSecond))
    number(7, application.itemCount)
    number(8, application.runCount)
    number(9, (application.beginTime ?? .epoch).millisecondsSinceEpoch)
    optionalNumber(10, application.endTime?.millisecondsSinceEpoch)
    number(11, UInt64(application.reason?.rawValue ?? 0))
    number(12, application.lastVisit.rawValue)
    number(13, application.nextTime.millisecondsSinceEpoch)
  }
}
