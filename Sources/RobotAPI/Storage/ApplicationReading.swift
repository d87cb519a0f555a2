import RobotModel

extension StorageReader {
  /// `robots.storage.v1.RobotApplication`.
  mutating func robotApplication() throws(FactError) -> RobotApplication {
    var message = try message()
    var application = RobotApplication(
      robot: "",
      place: StageKey(entityType: "", pipeline: "", stage: ""),
      user: "",
      itemsPerSecond: 0,
      itemCount: 0
    )
    application.beginTime = .epoch
    while let field = try message.next() {
      switch field {
      case 1: application.robot = try message.text()
      case 2: application.place.entityType = try message.text()
      case 3: application.place.pipeline = try message.text()
      case 4: application.place.stage = try message.text()
      case 5: application.user = try message.text()
      case 6: application.itemsPerSecond = Int(try message.smallNumber() as UInt32)
      case 7: application.itemCount = try message.signedNumber()
      case 8: application.runCount = try message.signedNumber()
      case 9: application.beginTime = try message.instant()
      case 10: application.endTime = try message.instant()
      case 11: application.reason = try message.choice(Reason.self)
      case 12: application.lastVisit = try message.storeNumber()
      case 13: application.nextTime = try message.instant()
      default: try message.skip()
      }
    }
    return application
  }
}
