import GRPC
import RobotModel

/// The one gate through which every call passes (S-29): who calls, and whether that may be.
///
/// - The service's owner and root act as `system`, which may do everything.
/// - Another peer acts as the user that the configuration gives to its uid.
/// - A trusted peer, and `system`, may say in `robots-user` for whom it calls; the call then has
///   the rights of that user and no more. From anybody else the metadata is refused, not ignored.
/// - A user may do everything if it is an administrator, else nothing.
/// - Health and reflection are open to everybody who may connect.
final class Gate: CallGate {
  private let access: AccessRules.Holder
  /// What calls of a peer get that carry no metadata of ours; emptied when the rules change.
  private var plainCallers: [UInt32: CallerBox] = [:]

  private static let openServices = [
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
  ]

  init(access: AccessRules.Holder) {
    self.access = access
  }

  /// Forgets what was decided by rules that are no longer in force.
  func rulesChanged() {
    plainCallers.removeAll(keepingCapacity: true)
  }

  func refusal(of call: ServerCall) -> Status? {
    let user = call.metadataText("robots-user")
    let source = call.metadataText("robots-source")
    if user == nil, source == nil, let box = plainCallers[call.peer.userID] {
      call.context = box
      return nil
    }
    if Self.openServices.contains(call.method.service) { return nil }
    do throws(Status) {
      let caller = try caller(at: call.peer, namedUser: user, source: source)
      let box = CallerBox(caller)
      if user == nil, source == nil { plainCallers[call.peer.userID] = box }
      call.context = box
      return nil
    } catch {
      return error
    }
  }

  private func caller(
    at peer: Peer,
    namedUser: String?,
    source: String?
  ) throws(Status) -> Caller {
    let standing = access.rules.standing(of: peer.userID)
    var user = standing.user
    if let namedUser {
      guard standing.isTrusted else {
        throw Status(.permissionDenied, "uid \(peer.userID) may not name a user in robots-user")
      }
      try check(namedUser, "robots-user")
      user = namedUser
    }
    guard let user else {
      throw Status(
        .permissionDenied,
        "no user belongs to uid \(peer.userID); the configuration's \"users\" can name one"
      )
    }
    if let source { try check(source, "robots-source") }
    let isSystem = standing.isSystem && user == AccessRules.systemUser
    guard isSystem || access.rules.isAdministrator(user) else {
      throw Status(.permissionDenied, "user \"\(user)\" has no role that allows this")
    }
    return Caller(user: user, isSystem: isSystem, uid: peer.userID, source: source ?? "")
  }

  private func check(_ id: String, _ key: String) throws(Status) {
    guard MetadataName.isGood(id) else {
      throw Status(.invalidArgument, "metadata \(key): expected \(MetadataName.form)")
    }
  }
}
