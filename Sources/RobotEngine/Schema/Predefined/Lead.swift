import RobotModel

extension PredefinedTypes {
  /// Somebody who may become a client: an item, with what is known of the person.
  static let lead = type(
    "lead",
    "Lead",
    hasStages: true,
    SharedFields.ofItems + SharedFields.ofPersons.dropFirst() + SharedFields.ofAddresses
      + [.predefined("company_name", "Company name", .text)]
  )
}
