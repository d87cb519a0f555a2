import RobotModel

extension PredefinedTypes {
  /// A sale in progress: an item.
  static let deal = type(
    "deal",
    "Deal",
    hasStages: true,
    SharedFields.ofItems + [
      .predefined("begin_date", "Begin", .date),
      .predefined("close_date", "Expected close", .date),
      .predefined("probability", "Probability in percent", .integer),
    ]
  )
}
