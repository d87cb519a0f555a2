import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A robot's application to existing items, with what holds it up.
  func robotApplication(
    _ view: RobotApplicationView
  ) -> UnsafeMutablePointer<Robots__V1__RobotApplication> {
    let message = robotApplication(view.application)
    message.pointee.hold = Robots__V1__Reason(UInt32(view.hold?.rawValue ?? 0))
    return message
  }

  /// A robot's application to existing items, as far as it is kept.
  func robotApplication(
    _ application: RobotApplication
  ) -> UnsafeMutablePointer<Robots__V1__RobotApplication> {
    let message = message(robots__v1__robot_application__init)
    message.pointee.robot = text(application.robot)
    message.pointee.entity_type = text(application.place.entityType)
    message.pointee.pipeline = text(application.place.pipeline)
    message.pointee.stage = text(application.place.stage)
    message.pointee.user = text(application.user)
    message.pointee.items_per_second = Int32(clamping: application.itemsPerSecond)
    message.pointee.item_count = application.itemCount
    message.pointee.run_count = application.runCount
    message.pointee.begin_time = timestamp(application.beginTime)
    message.pointee.end_time = timestamp(application.endTime)
    message.pointee.reason = Robots__V1__Reason(UInt32(application.reason?.rawValue ?? 0))
    return message
  }
}
