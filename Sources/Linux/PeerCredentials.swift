/// Who is at the other end of a Unix socket, as of the moment it connected.
package struct PeerCredentials: Sendable, Equatable {
  /// The process; good for a log line only, because numbers are used again.
  package let processID: Int32
  /// The effective user.
  package let userID: UInt32
  /// The effective group.
  package let groupID: UInt32
}
