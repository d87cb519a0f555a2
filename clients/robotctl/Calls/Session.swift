import GRPC
import Protobuf
import RobotClient

/// A connection for one command: requests and answers as JSON trees, by a method's short name.
final class Session {
  /// The service that rules are managed by.
  static let rules = "robots.v1.RuleService"
  /// The service that records, runs and the clock belong to.
  static let execution = "robots.v1.ExecutionService"

  /// Up to ten years: nobody waits for longer, and every clock can still count it.
  private static let timeoutSeconds = 0...315_360_000

  private let channel: Channel
  private let metadata: Metadata
  private let timeoutMilliseconds: Int64?
  /// Of a stream, which is followed for ever where nobody says otherwise.
  private let streamTimeoutMilliseconds: Int64?

  /// Connects as the command line says.
  init(_ invocation: Invocation) throws {
    let given = try invocation.integer("timeout", in: Self.timeoutSeconds)
    timeoutMilliseconds = Self.milliseconds(given ?? 30)
    streamTimeoutMilliseconds = given.flatMap(Self.milliseconds)
    var metadata = Metadata()
    if let user = invocation.option("user") { metadata.append("robots-user", user) }
    if let source = invocation.option("source") { metadata.append("robots-source", source) }
    self.metadata = metadata
    channel = try Channel(socketPath: invocation.option("socket") ?? SocketPath.standard())
    invocation.output.streams.channel = channel
  }

  /// Connects to a socket without anybody's options.
  init(socketPath: String) throws {
    timeoutMilliseconds = nil
    streamTimeoutMilliseconds = nil
    metadata = Metadata()
    channel = try Channel(socketPath: socketPath)
  }

  /// Whether a service answers there and says that it serves.
  /// - Throws: `ChannelError` where nobody listens, `CallError` where nobody answers in time.
  static func isServing(at socketPath: String) throws -> Bool {
    let method = try RemoteMethod(service: "grpc.health.v1.Health", name: "Check")
    let reply = try Channel(socketPath: socketPath)
      .call(method.descriptor, try method.encode([:]), timeoutMilliseconds: 1_000)
    return try method.decode(reply)["status"].string == "SERVING"
  }

  /// Calls `service`'s method with one message, and waits for one.
  func call(_ service: String, _ name: String, _ request: JSON) throws -> JSON {
    let method = try RemoteMethod(service: service, name: name)
    let reply = try channel.call(
      method.descriptor,
      try method.encode(request),
      metadata: metadata,
      timeoutMilliseconds: timeoutMilliseconds
    )
    return try method.decode(reply)
  }

  /// Starts a call whose messages come and go one by one; it ends after the time that was given.
  func start(_ service: String, _ name: String) throws -> StreamingCall {
    let method = try RemoteMethod(service: service, name: name)
    return StreamingCall(
      call: channel.start(
        method.descriptor,
        metadata: metadata,
        timeoutMilliseconds: streamTimeoutMilliseconds
      ),
      channel: channel,
      method: method
    )
  }

  /// A span of so many seconds, of which none means no end.
  private static func milliseconds(_ seconds: Int) -> Int64? {
    seconds == 0 ? nil : Int64(seconds) * 1_000
  }

  /// Sends what is unsent and takes what has arrived, waiting at most so long.
  func turn(timeoutMilliseconds: Int32) {
    channel.turn(timeoutMilliseconds: timeoutMilliseconds)
  }
}
