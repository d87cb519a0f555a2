import RobotModel

extension PredefinedTypes {
  /// A company that the business knows.
  static let company = type(
    "company",
    "Company",
    [.predefined("name", "Name", .text)] + SharedFields.ofClients + SharedFields.ofAddresses + [
      .predefined("web_site", "Web site", .text),
      .predefined("industry", "Industry", .text),
    ]
  )
}
