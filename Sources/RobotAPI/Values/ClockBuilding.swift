import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A time of day.
  func timeOfDay(_ time: ClockTime) -> UnsafeMutablePointer<Google__Type__TimeOfDay> {
    let message = message(google__type__time_of_day__init)
    message.pointee.hours = Int32(time.hour)
    message.pointee.minutes = Int32(time.minute)
    message.pointee.seconds = Int32(time.second)
    message.pointee.nanos = Int32(time.millisecond) * 1_000_000
    return message
  }

  /// The end of a stretch of work: midnight is 24:00.
  func closingTime(_ time: ClockTime) -> UnsafeMutablePointer<Google__Type__TimeOfDay> {
    let message = timeOfDay(time)
    if time == .midnight { message.pointee.hours = 24 }
    return message
  }
}
