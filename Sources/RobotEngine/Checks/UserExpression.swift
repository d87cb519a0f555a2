import RobotModel

/// Says which user is meant, resolved when a run starts (S-20).
enum UserExpression: Hashable, Sendable {
  /// The item's field `responsible`.
  case responsible
  /// The item's field `creator`.
  case creator
  /// Who leads the department of the item's responsible (S-22).
  case supervisor
  /// A user by id, who need not exist yet: a CRM mirrors its records in any order.
  case user(String)

  /// What a text must look like.
  static let expected = "expected responsible, creator, supervisor or user:ID"

  /// Reads `responsible`, `creator`, `supervisor` or `user:ID`; nil for anything else.
  init?(_ text: String) {
    switch text {
    case "responsible": self = .responsible
    case "creator": self = .creator
    case "supervisor": self = .supervisor
    default:
      guard text.hasPrefix("user:") else { return nil }
      let id = String(text.dropFirst("user:".count))
      if IdentifierForm.problem(of: id) != nil { return nil }
      self = .user(id)
    }
  }

  /// The text form.
  var text: String {
    switch self {
    case .responsible: "responsible"
    case .creator: "creator"
    case .supervisor: "supervisor"
    case .user(let id): "user:\(id)"
    }
  }
}
