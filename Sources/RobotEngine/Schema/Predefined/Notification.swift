import RobotModel

extension PredefinedTypes {
  /// A message to a user, made by a robot.
  static let notification = type(
    "notification",
    "Notification",
    [
      .predefined("recipient", "Recipient", to: "user"),
      .predefined("sender", "Sender", to: "user"),
      .predefined("text", "Text", .text),
      .predefined("item", "About", to: ""),
      .predefined("time", "Time", .timestamp),
    ]
  )
}
