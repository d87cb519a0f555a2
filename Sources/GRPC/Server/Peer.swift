/// The process at the other end of a connection, as the kernel named it when it connected.
///
/// Decide on the user and group only: the process may be gone and its number reused.
package struct Peer: Sendable, Equatable {
  /// The process id at connect time; for logs only.
  package let processID: Int32
  /// The effective user id at connect time.
  package let userID: UInt32
  /// The effective group id at connect time.
  package let groupID: UInt32

  /// Names a peer by its credentials.
  package init(processID: Int32, userID: UInt32, groupID: UInt32) {
    self.processID = processID
    self.userID = userID
    self.groupID = groupID
  }
}
