import Linux

/// The place of the service's own socket, taken before anything else is done there.
///
/// It is guarded twice. The directory must not let strangers replace the socket: a missing one is
/// made for its owner alone (with a group, for its members to enter), an existing one is refused
/// if others may write to it and it has no sticky bit. And a lock file beside the socket, taken
/// before anything is touched, keeps two services from replacing each other's; with the lock in
/// hand, a socket file that nobody answers is left over from a crash and is removed.
struct SocketPlace: ~Copyable {
  private let path: String
  private let groupID: UInt32?
  private let lock: OwnerLock

  /// Takes the place at `path`, for its owner or for the members of a group too.
  init(path: String, group: String?) throws(RobotServerError) {
    guard !path.hasPrefix("@") else {
      throw RobotServerError(
        .configuration,
        "socket: expected a path, found the abstract name \(path), which anybody could connect to"
      )
    }
    let byteCount = path.utf8.count
    guard byteCount <= UnixListener.maximumPathBytes else {
      throw RobotServerError(
        .configuration,
        "socket: \(path) has \(byteCount) bytes; a socket's path has at most "
          + "\(UnixListener.maximumPathBytes)"
      )
    }
    let groupID = try Self.groupID(of: group)
    try Self.prepareDirectory(of: path, groupID: groupID)
    let lock = try OwnerLock("\(path).lock", of: "the socket \(path)")
    try Self.removeStaleSocket(path)
    self.path = path
    self.groupID = groupID
    self.lock = lock
  }

  /// Makes the socket and listens on it: mode 0600, with a group 0660, whatever the umask.
  consuming func listen() throws(RobotServerError) -> ListeningSocket {
    let listener = try RobotServerError.wrapping { () throws(SystemError) in
      let listener = try UnixListener(path: path, mode: 0o600)
      if let groupID {
        try FileSystem.changeOwner(of: path, userID: nil, groupID: groupID)
        try FileSystem.changeMode(of: path, to: 0o660)
      }
      return listener
    }
    return ListeningSocket(listener, path: path, lock: lock)
  }

  private static func groupID(of name: String?) throws(RobotServerError) -> UInt32? {
    guard let name else { return nil }
    let found = try RobotServerError.wrapping { () throws(SystemError) in
      try Account.groupID(named: name)
    }
    guard let found else {
      throw RobotServerError(.configuration, "socket_group: there is no group \"\(name)\"")
    }
    return found
  }

  private static func prepareDirectory(
    of path: String,
    groupID: UInt32?
  ) throws(RobotServerError) {
    let directory = DirectoryMaker.directory(of: path)
    try RobotServerError.wrapping { () throws(SystemError) in
      if try DirectoryMaker.make(directory), let groupID {
        try FileSystem.changeOwner(of: directory, userID: nil, groupID: groupID)
        try FileSystem.changeMode(of: directory, to: 0o750)
      }
    }
    try DirectoryMaker.refuseOpen(directory, "socket", holding: "the socket")
  }

  /// Removes a socket file that nobody answers; with the lock held, nobody can be about to.
  private static func removeStaleSocket(_ path: String) throws(RobotServerError) {
    guard let status = try? FileSystem.statusOfName(path) else { return }
    guard case .socket = status.kind else {
      throw RobotServerError(.configuration, "socket: \(path) is there already and is no socket")
    }
    let owner = try RobotServerError.wrapping { () throws(SystemError) in
      try Self.listener(at: path)
    }
    if let owner {
      throw RobotServerError(.inUse, "the socket \(path) is in use by process \(owner)")
    }
    try RobotServerError.wrapping { () throws(SystemError) in
      try FileSystem.remove(path)
    }
  }

  /// The process that listens at `path`, or nil where nobody does.
  private static func listener(at path: String) throws(SystemError) -> Int32? {
    do throws(SystemError) {
      return try UnixStream(connectingTo: path).peer().processID
    } catch {
      guard error.number == .connectionRefused else { throw error }
      return nil
    }
  }
}
