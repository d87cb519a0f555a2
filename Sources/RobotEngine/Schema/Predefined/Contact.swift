import RobotModel

extension PredefinedTypes {
  /// A person whom the business knows.
  static let contact = type(
    "contact",
    "Contact",
    SharedFields.ofPersons + SharedFields.ofClients + SharedFields.ofAddresses + [
      .predefined("company", "Company", to: "company"),
      .predefined("birthday", "Birthday", .date),
    ]
  )
}
