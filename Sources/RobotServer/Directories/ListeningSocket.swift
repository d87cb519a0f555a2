import Linux

/// The socket the service listens on: made by us, or handed down by the service manager.
final class ListeningSocket {
  /// Accepts connections.
  let listener: UnixListener
  /// Where it is; nil for a socket that was handed down.
  let path: String?
  private let lock: OwnerLock?

  /// Takes over a socket that listens already.
  init(handedDown listener: consuming UnixListener) {
    self.listener = listener
    path = nil
    lock = nil
  }

  /// A socket of our own with the lock that keeps its place.
  init(_ listener: consuming UnixListener, path: String, lock: consuming OwnerLock) {
    self.listener = listener
    self.path = path
    self.lock = consume lock
  }

  /// Takes the socket file away, so that clients learn at once that nobody listens any more.
  func removeFile() {
    if let path { try? FileSystem.remove(path) }
  }
}
