import RobotModel

extension PredefinedTypes {
  /// Users who are led by one of them: the directory.
  static let department = type(
    "department",
    "Department",
    [
      .predefined("name", "Name", .text),
      .predefined("head", "Head", to: "user"),
      .predefined("parent", "Belongs to", to: "department"),
    ]
  )
}
