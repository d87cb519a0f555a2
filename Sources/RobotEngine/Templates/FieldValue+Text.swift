import RobotModel

extension FieldValue {
  /// The value as text where nothing says otherwise: ISO 8601 for days and moments, the moments in
  /// UTC; amount and currency code for money; the id of a referred record; a list's members
  /// separated by a comma and a space.
  var text: String {
    switch self {
    case .text(let text): text
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): String(integer)
    case .decimal(let decimal): decimal.description
    case .money(let money): money.description
    case .date(let date): date.iso8601
    case .timestamp(let instant): instant.rfc3339
    case .reference(let key): key.id
    case .list(let members): members.map(\.text).joined(separator: ", ")
    }
  }
}
