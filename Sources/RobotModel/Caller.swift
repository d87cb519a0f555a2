/// Who makes a call, as the authorisation gate has decided.
package struct Caller: Hashable, Sendable {
  /// The user's id in the directory, or `system`.
  package var user: String
  /// May do everything.
  package var isSystem: Bool
  /// The peer's uid: request ids are scoped by it.
  package var uid: UInt32
  /// The metadata `robots-source`: event ids are scoped by it.
  package var source: String

  /// Describes a caller.
  package init(user: String, isSystem: Bool, uid: UInt32, source: String) {
    self.user = user
    self.isSystem = isSystem
    self.uid = uid
    self.source = source
  }

  /// The service itself: its owner, root, and what runs at start.
  package static let system = Caller(user: "system", isSystem: true, uid: 0, source: "")
}
