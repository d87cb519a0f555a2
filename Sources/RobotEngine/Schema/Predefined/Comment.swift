import RobotModel

extension PredefinedTypes {
  /// A remark on a record, made by a person or a robot.
  static let comment = type(
    "comment",
    "Comment",
    [
      .predefined("item", "On", to: ""),
      .predefined("author", "Author", to: "user"),
      .predefined("text", "Text", .text),
      .predefined("time", "Time", .timestamp),
    ]
  )
}
