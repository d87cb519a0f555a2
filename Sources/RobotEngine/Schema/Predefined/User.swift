import RobotModel

extension PredefinedTypes {
  /// Somebody who works with the CRM: the directory.
  static let user = type(
    "user",
    "User",
    SharedFields.ofPersons + [
      .predefined("email", "E-mail", .text),
      .predefined("phone", "Phone", .text),
      .predefined("time_zone", "Time zone", .text),
      .predefined("calendar", "Working calendar", .text),
      .predefined("department", "Department", to: "department"),
      .predefined("absent_from", "Absent from", .timestamp),
      .predefined("absent_until", "Absent until", .timestamp),
    ]
  )
}
