import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A moment.
  func timestamp(_ instant: Instant) -> UnsafeMutablePointer<Google__Protobuf__Timestamp> {
    let message = message(google__protobuf__timestamp__init)
    message.pointee.seconds = instant.secondsSinceEpoch
    message.pointee.nanos = Int32(instant.millisecondsWithinSecond) * 1_000_000
    return message
  }

  /// A moment, or an unset field.
  func timestamp(_ instant: Instant?) -> UnsafeMutablePointer<Google__Protobuf__Timestamp>? {
    instant.map { timestamp($0) as UnsafeMutablePointer<Google__Protobuf__Timestamp> }
  }

  /// A length of time; a negative one has both parts negative.
  func duration(milliseconds: Int64) -> UnsafeMutablePointer<Google__Protobuf__Duration> {
    let message = message(google__protobuf__duration__init)
    message.pointee.seconds = milliseconds / 1000
    message.pointee.nanos = Int32(milliseconds % 1000) * 1_000_000
    return message
  }
}
