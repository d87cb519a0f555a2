import GRPC
import Linux
import RobotModel

/// All connections: who has one, which have something to send, which has the next deadline.
final class ConnectionTable {
  /// The descriptors that the loop watches.
  let events: EventLoop
  /// What one read takes; shared, since each read is used up before the next.
  var buffer = [UInt8](repeating: 0, count: 32 << 10)
  /// Monotonic nanoseconds of this turn.
  private(set) var now: UInt64
  /// What was closed for breaking a rule, for the log.
  var onCutOff: (_ reason: String, _ peer: Peer) -> Void = { _, _ in }

  private let transport: ServerTransport
  private var connections: [Connection] = []
  private var countOfUser: [UInt32: Int] = [:]
  /// Those with something to send, each once.
  private var waitingToFlush: [Connection] = []
  /// Not later than the earliest deadline of a connection.
  private(set) var earliestDeadline = UInt64.max

  /// The most that one read takes.
  private static let largestReadBytes = 256 << 10

  init(events: EventLoop, transport: ServerTransport) {
    self.events = events
    self.transport = transport
    now = UInt64(Clock.monotonicNanoseconds())
  }

  /// How many there are.
  var count: Int { connections.count }

  /// How many calls are being served.
  var runningCallCount: Int { connections.reduce(0) { $0 + $1.runningCallCount } }

  /// Reads the clock for this turn.
  func beginTurn() {
    now = UInt64(Clock.monotonicNanoseconds())
  }

  /// Why a further connection of a user must be turned away, or nil.
  func obstacle(to userID: UInt32) -> StaticString? {
    if connections.count >= Limits.connections { return "connections" }
    if countOfUser[userID, default: 0] >= Limits.connectionsPerUser {
      return "connections of one user"
    }
    return nil
  }

  /// Starts to serve a client.
  func add(_ stream: consuming UnixStream, peer: Peer) throws(SystemError) {
    let connection = Connection(
      stream,
      peer: peer,
      index: connections.count,
      transport: transport,
      table: self
    )
    try connection.open(now: now)
    connections.append(connection)
    countOfUser[peer.userID, default: 0] += 1
  }

  /// Forgets a connection that has ended.
  func remove(_ connection: Connection) {
    guard let last = connections.popLast() else { return }
    if last !== connection {
      connections[connection.index] = last
      last.index = connection.index
    }
    let left = (countOfUser[connection.peer.userID] ?? 1) - 1
    countOfUser[connection.peer.userID] = left > 0 ? left : nil
  }

  /// A read has taken this many bytes: one that found no more room makes room for the next.
  func noteRead(_ byteCount: Int) {
    guard byteCount == buffer.count, byteCount < Self.largestReadBytes else { return }
    buffer = [UInt8](repeating: 0, count: Self.largestReadBytes)
  }

  /// Remembers that a connection has something to send.
  func flushLater(_ connection: Connection) {
    waitingToFlush.append(connection)
  }

  /// Sends everything that can be sent.
  func flush() {
    var position = 0
    while position < waitingToFlush.count {
      waitingToFlush[position].flush()
      position += 1
    }
    waitingToFlush.removeAll(keepingCapacity: true)
  }

  /// Learns of a connection's next deadline.
  func note(deadline: UInt64?) {
    if let deadline, deadline < earliestDeadline { earliestDeadline = deadline }
  }

  /// Says that a connection was closed for breaking a rule.
  func noteCutOff(_ reason: String?, _ peer: Peer) {
    if let reason { onCutOff(reason, peer) }
  }

  /// Does what is due on the connections.
  func expire() {
    guard earliestDeadline <= now else { return }
    earliestDeadline = .max
    for connection in connections { connection.expire() }
  }

  /// Lets calls in flight finish and takes no new ones.
  func drain() {
    for connection in connections { connection.drain() }
  }

  /// Ends the calls that the rules no longer allow.
  func judgeAgain() {
    for connection in connections { connection.judgeAgain() }
  }

  /// Ends all connections at once.
  func endAll() {
    for connection in connections { connection.end() }
  }
}
