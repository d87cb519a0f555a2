import RobotModel

extension FieldValue {
  /// About how many bytes the value takes in a message; never fewer than it does.
  ///
  /// - Complexity: linear in the members of a list.
  var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count + 8
    case .reference(let key): key.entityType.utf8.count + key.id.utf8.count + 12
    case .list(let members): members.reduce(8) { $0 + $1.byteCount }
    case .boolean, .integer, .decimal, .money, .date, .timestamp: 32
    }
  }
}
