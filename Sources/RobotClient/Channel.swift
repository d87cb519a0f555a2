package import GRPC
package import Linux

/// A connection to a robotd: calls of all four kinds over its Unix socket, without threads.
///
/// The functions that wait turn the connection over until what they wait for is there; what
/// arrives meanwhile for other calls reaches those calls' own handlers or waits in them. Confined
/// to one thread.
///
/// ```swift
/// let channel = try Channel(socketPath: SocketPath.standard())
/// let reply = try channel.call(GetStatus, message)
/// ```
public final class Channel {
  /// Where the service listens.
  public let socketPath: String
  private let stream: UnixStream
  private let connection: ClientConnection
  private var buffer = [UInt8](repeating: 0, count: 256 * 1024)
  private var isBlocked = false
  /// Handlers are being called: nothing can be waited for.
  package private(set) var isReceiving = false

  /// Connects; `ChannelError` says why that could not be done and what to try.
  public init(socketPath: String) throws(ChannelError) {
    self.socketPath = socketPath
    do throws(SystemError) {
      stream = try UnixStream(connectingTo: socketPath)
    } catch {
      throw ChannelError(connectingTo: socketPath, error)
    }
    connection = ClientConnection(now: Self.now)
  }

  deinit {
    connection.connectionLost("the channel was let go")
  }

  /// Starts a call; messages follow with `send` and `sendEnd`.
  ///
  /// - Parameters:
  ///   - method: what is called.
  ///   - metadata: pairs that travel beside the messages.
  ///   - timeoutMilliseconds: after so long the call ends with DEADLINE_EXCEEDED, here and there;
  ///     zero and less at once, and what no clock can count never.
  package func start(
    _ method: MethodDescriptor,
    metadata: Metadata = Metadata(),
    timeoutMilliseconds: Int64? = nil
  ) -> Call {
    let now = Self.now
    let call = Call(channel: self)
    call.begin(
      connection.start(
        method,
        metadata: metadata,
        deadlineNanoseconds: timeoutMilliseconds.map { Self.deadline(after: $0, from: now) },
        handler: call,
        now: now
      )
    )
    return call
  }

  /// Calls a method that takes one message and answers with one; waits for the answer.
  package func call(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    metadata: Metadata = Metadata(),
    timeoutMilliseconds: Int64? = nil
  ) throws(CallError) -> [UInt8] {
    let call = start(method, metadata: metadata, timeoutMilliseconds: timeoutMilliseconds)
    call.send(message)
    call.sendEnd()
    let reply = try call.next()
    try call.finish()
    guard let reply else {
      throw CallError(status: Status(.internal, "\(method.path) answered without a message"))
    }
    return reply
  }

  /// The most bytes that the service takes as one message.
  package var messageByteMaximum: Int { connection.messageByteMaximum }

  /// Waits for the socket once, at most so long, and takes what has arrived.
  ///
  /// Sends first what can be sent.
  ///
  /// - Parameters:
  ///   - other: what is waited for at the same time, also when the connection is over already:
  ///     a pipe of the shell for instance, which can stand still for longer than the service
  ///     lets a peer be silent.
  ///   - timeoutMilliseconds: the longest wait; nil waits until something happens.
  /// - Returns: whether the other is ready.
  @discardableResult
  package func turn(beside other: Poll.Watch? = nil, timeoutMilliseconds: Int32? = nil) -> Bool {
    flush()
    let isOpen = !connection.isClosed
    var watches: [Poll.Watch] = other.map { [$0] } ?? []
    if isOpen {
      let interest: Readiness = isBlocked ? [.readable, .writable] : .readable
      watches.append(Poll.Watch(stream.descriptor.number, for: interest))
    }
    if watches.isEmpty { return false }
    var isOtherReady = false
    do throws(SystemError) {
      let milliseconds = isOpen ? wait(timeoutMilliseconds) : timeoutMilliseconds
      let ready = try Poll.wait(watches, timeoutMilliseconds: milliseconds)
      isOtherReady = other != nil && !ready[0].isEmpty
      if isOpen, !ready[ready.count - 1].isDisjoint(with: [.readable, .hungUp]) { try receive() }
    } catch {
      connection.connectionLost(words(for: error))
    }
    if isOpen {
      connection.expire(now: Self.now)
      flush()
    }
    return isOtherReady
  }

  /// Sends what can be sent without waiting.
  ///
  /// What a handler sends while bytes are being taken in goes out when they have been.
  package func flush() {
    if isReceiving { return }
    isBlocked = false
    connection.flush(now: Self.now) { bytes in
      do throws(SystemError) {
        guard case .moved(let count) = try stream.send(bytes) else {
          isBlocked = true
          return 0
        }
        return count
      } catch {
        lostReason = words(for: error)
        return 0
      }
    }
    if let reason = lostReason {
      lostReason = nil
      connection.connectionLost(reason)
    }
  }

  private var lostReason: String?

  /// Whether the service has said anything yet.
  private var hasReceived = false

  /// Why the connection is lost, by the error that showed it; nil where the service closed it.
  ///
  /// To accounts that it does not know the service says nothing at all.
  private func words(for error: SystemError?) -> String {
    let isClosed =
      error.map { $0.number == .connectionReset || $0.number == .brokenPipe } ?? true
    guard isClosed, !hasReceived else {
      return error.map { "\($0)" } ?? "the service closed the connection"
    }
    return "the service closed the connection without a word; perhaps it does not know this"
      + " account: see \"users\" and \"allowed_users\" in its configuration"
  }

  private func receive() throws(SystemError) {
    switch try stream.receive(into: &buffer) {
    case .moved(let count):
      let arrived = buffer
      hasReceived = true
      let bytes = arrived.span.extracting(0..<count)
      isReceiving = true
      unsafe connection.receive(bytes.bytes, now: Self.now)
      isReceiving = false
    case .ended:
      connection.connectionLost(words(for: nil))
    case .wouldBlock:
      break
    }
  }

  private func wait(_ timeoutMilliseconds: Int32?) -> Int32? {
    guard let deadline = connection.nextDeadline else { return timeoutMilliseconds }
    let now = Self.now
    let milliseconds = deadline > now ? (deadline - now) / 1_000_000 + 1 : 0
    let bounded = Int32(clamping: milliseconds)
    return timeoutMilliseconds.map { min($0, bounded) } ?? bounded
  }

  /// The end of a wait, as late as the clock goes where it would be later.
  private static func deadline(after milliseconds: Int64, from now: UInt64) -> UInt64 {
    let (nanoseconds, isTooMuch) = UInt64(max(milliseconds, 0))
      .multipliedReportingOverflow(by: 1_000_000)
    let (deadline, isTooLate) = now.addingReportingOverflow(nanoseconds)
    return isTooMuch || isTooLate ? .max : deadline
  }

  private static var now: UInt64 { UInt64(Clock.monotonicNanoseconds()) }
}
