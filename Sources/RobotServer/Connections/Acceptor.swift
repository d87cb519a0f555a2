import GRPC
import Linux

/// Takes in clients: asks the kernel who each is, and turns away whom the rules do not let in
/// before a byte of theirs is read.
final class Acceptor: EventSource {
  private let socket: ListeningSocket
  private let connections: ConnectionTable
  private let access: AccessRules.Holder
  private let log: Log
  private var registration: EventPoll.Registration?
  /// When clients are taken in again; nil while they are.
  private var pauseEnd: UInt64?
  private var refusals = RefusalCount()

  /// So many clients are taken in at one wake-up; the others wait for the next.
  private static let clientsPerWake = 64
  /// So long nobody is taken in after that has failed.
  private static let pauseNanoseconds: UInt64 = 1_000_000_000

  init(
    _ socket: ListeningSocket,
    connections: ConnectionTable,
    access: AccessRules.Holder,
    log: Log
  ) {
    self.socket = socket
    self.connections = connections
    self.access = access
    self.log = log
  }

  /// Starts to take in clients.
  func open() throws(SystemError) {
    registration = try connections.events.add(
      socket.listener.descriptor,
      for: .readable,
      source: self
    )
  }

  /// Takes in nobody any more and takes the socket file away.
  func close() {
    guard let registration else { return }
    self.registration = nil
    try? connections.events.remove(registration)
    socket.removeFile()
  }

  func ready(for readiness: Readiness) {
    for _ in 0..<Self.clientsPerWake {
      do throws(SystemError) {
        guard let stream = try socket.listener.accept() else { return }
        try admit(stream)
      } catch {
        pause(error)
        return
      }
    }
  }

  private func admit(_ stream: consuming UnixStream) throws(SystemError) {
    let credentials = try stream.peer()
    let peer = Peer(
      processID: credentials.processID,
      userID: credentials.userID,
      groupID: credentials.groupID
    )
    guard access.rules.mayConnect(peer.userID) else {
      refuse(peer, "this uid may not connect")
      return
    }
    if let limit = connections.obstacle(to: peer.userID) {
      refuse(peer, limit)
      return
    }
    try connections.add(stream, peer: peer)
  }

  private func refuse(_ peer: Peer, _ reason: StaticString) {
    guard let count = refusals.add(at: connections.now) else { return }
    log.warning(
      "connection refused",
      [
        "reason": "\(reason)", "uid": .init(peer.userID), "pid": .init(peer.processID),
        "count": .init(count),
      ]
    )
  }

  /// Without free descriptors nobody can be let in, and asking again at once would spin.
  private func pause(_ error: SystemError) {
    log.error("clients wait: a connection cannot be taken in", ["error": .init(error)])
    guard let registration else { return }
    let end = connections.now + Self.pauseNanoseconds
    pauseEnd = end
    try? connections.events.change(registration, to: [])
    connections.note(deadline: end)
  }

  /// Tries again after a pause.
  func resume() {
    guard let pauseEnd, connections.now >= pauseEnd, let registration else { return }
    self.pauseEnd = nil
    try? connections.events.change(registration, to: .readable)
  }
}

/// Counts what is refused, so that somebody who tries all the time fills no log.
private struct RefusalCount {
  private var count = 0
  private var lastTold: UInt64?

  /// How many there were since the last line, at most once a second.
  mutating func add(at now: UInt64) -> Int? {
    count += 1
    if let lastTold, now < lastTold + 1_000_000_000 { return nil }
    lastTold = now
    defer { count = 0 }
    return count
  }
}
