/// Who may connect and as whom: the part of the configuration that decides on peers.
struct AccessRules {
  /// What the configuration says of one peer.
  struct Standing: Equatable {
    /// Whom it acts as; nil for a peer that may only connect.
    let user: String?
    /// The service's own user or root.
    let isSystem: Bool
    /// May say for whom it calls.
    let isTrusted: Bool
  }

  /// The rules in force, shared by all who ask; replaced when the configuration is read again.
  final class Holder {
    /// The rules now in force.
    var rules: AccessRules

    init(_ rules: AccessRules) {
      self.rules = rules
    }
  }

  /// The built-in user that the service's owner and root act as.
  static let systemUser = "system"

  /// What is wrong with a user whom a uid is to act as; nil if nothing is.
  static func problem(ofUser user: String) -> String? {
    user == systemUser
      ? "\"\(user)\" is the service's own user and belongs to no other uid" : nil
  }

  private let ownerID: UInt32
  private let users: [UInt32: String]
  private let allowed: Set<UInt32>
  private let trusted: Set<UInt32>
  private let administrators: Set<String>

  /// The rules of a configuration for a service that runs as the user `ownerID`.
  init(_ configuration: RobotServerConfiguration, ownerID: UInt32) {
    self.ownerID = ownerID
    users = configuration.users
    allowed = configuration.allowedUsers
    trusted = configuration.trustedUsers
    administrators = configuration.administrators
  }

  /// Whether a peer may connect at all.
  func mayConnect(_ userID: UInt32) -> Bool {
    isSystem(userID) || users[userID] != nil || allowed.contains(userID)
      || trusted.contains(userID)
  }

  /// What is known of a peer that may connect.
  func standing(of userID: UInt32) -> Standing {
    if isSystem(userID) {
      return Standing(user: Self.systemUser, isSystem: true, isTrusted: true)
    }
    return Standing(
      user: users[userID],
      isSystem: false,
      isTrusted: trusted.contains(userID)
    )
  }

  /// Whether a user may do everything; without that, nothing.
  func isAdministrator(_ user: String) -> Bool {
    administrators.contains(user)
  }

  /// The administrators whom neither an account acts as nor the store knows, in order: a mistake,
  /// as a rule, such as an account's name in place of a user's.
  func unknownAdministrators(isKnown: (String) -> Bool) -> [String] {
    administrators.filter { user in
      user != Self.systemUser && !users.values.contains(user) && !isKnown(user)
    }.sorted()
  }

  private func isSystem(_ userID: UInt32) -> Bool {
    userID == ownerID || userID == 0
  }
}
