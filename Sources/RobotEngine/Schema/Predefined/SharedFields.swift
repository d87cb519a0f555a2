import RobotModel

/// Fields that several types have alike.
enum SharedFields {
  /// What every item has, also one of a type that a user adds: robots of all kinds work on it.
  static let ofItems: [Field] = [
    .predefined("name", "Name", .text),
    .predefined("amount", "Amount", .money),
    .predefined("source", "Source", .text),
    .predefined("tags", "Tags", .text, isMultiple: true),
    .predefined("contacts", "Contacts", to: "contact", isMultiple: true),
    .predefined("company", "Company", to: "company"),
    .predefined("responsible", "Responsible", to: "user"),
    .predefined("creator", "Created by", to: "user"),
    .predefined("observers", "Observers", to: "user", isMultiple: true),
    .predefined("phones", "Phones", .text, isMultiple: true),
    .predefined("emails", "E-mails", .text, isMultiple: true),
    .predefined("description", "Description", .text),
    .predefined("time_zone", "Time zone", .text),
    .predefined(Activity.client.rawValue, "Last activity of the client", .timestamp),
    .predefined(Activity.staff.rawValue, "Last activity of the staff", .timestamp),
    .predefined(Activity.answer.rawValue, "Last answer by the staff", .timestamp),
  ]

  /// Who a client is to the business.
  static let ofClients: [Field] = [
    .predefined("phones", "Phones", .text, isMultiple: true),
    .predefined("emails", "E-mails", .text, isMultiple: true),
    .predefined("source", "Source", .text),
    .predefined("tags", "Tags", .text, isMultiple: true),
    .predefined("responsible", "Responsible", to: "user"),
    .predefined("creator", "Created by", to: "user"),
    .predefined("observers", "Observers", to: "user", isMultiple: true),
    .predefined("description", "Description", .text),
    .predefined("time_zone", "Time zone", .text),
  ]

  /// Where a person or company is found.
  static let ofAddresses: [Field] = [
    .predefined("street", "Street", .text),
    .predefined("postal_code", "Postal code", .text),
    .predefined("city", "City", .text),
    .predefined("region", "Region", .text),
    .predefined("country", "Country", .text),
  ]

  /// Who a person is.
  static let ofPersons: [Field] = [
    .predefined("name", "Name", .text),
    .predefined("first_name", "First name", .text),
    .predefined("last_name", "Last name", .text),
    .predefined("position", "Position", .text),
  ]
}
