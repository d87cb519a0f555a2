/// Whoever runs a session: makes the receivers of its streams and sees that its output leaves.
package protocol SessionOwner: AnyObject {
  /// A server's peer opens a stream: answers who takes it, or nil to refuse it for now.
  func acceptStream() -> (Stream, any StreamReceiver)?

  /// The session, which had nothing to send, now has.
  func outputAppeared()

  /// A client's peer takes no new streams on this connection.
  func peerIsLeaving(_ reason: String)
}
