import HTTP2
import Journal
import Linux
import Synchronization

@testable import RobotServer

/// A real server on a thread of its own, in a directory that lasts as long as this object unless
/// another one is given.
final class TestServer {
  let directory: TemporaryDirectory
  let configuration: RobotServerConfiguration
  private let server: RobotServer
  private let outcome: Outcome
  private var thread: HelperThread?

  /// What became of the server; shared with its thread.
  private final class Outcome: Sendable {
    /// Signalled when the server is ready, or has ended without getting there.
    let settled: EventCounter
    let error = Mutex<RobotServerError?>(nil)

    init() throws {
      settled = try EventCounter(blocking: true)
    }
  }

  /// Starts a server and waits until clients can connect; throws why it could not start.
  init(
    in directory: TemporaryDirectory? = nil,
    storage: (any JournalStorage)? = nil,
    _ configure: (inout RobotServerConfiguration) -> Void = { _ in }
  ) throws {
    let directory = try directory ?? TemporaryDirectory()
    var configuration = RobotServerConfiguration(
      socketPath: directory.file("robotd.sock"),
      dataDirectory: directory.file("data")
    )
    configuration.logLevel = .error
    configure(&configuration)
    let server = try RobotServer(configuration, Self.surroundings(storage))
    let outcome = try Outcome()
    self.directory = directory
    self.configuration = configuration
    self.server = server
    self.outcome = outcome
    thread = try HelperThread(name: "test-server") {
      do throws(RobotServerError) {
        try server.run { try? outcome.settled.signal() }
      } catch {
        outcome.error.withLock { $0 = error }
      }
      try? outcome.settled.signal()
    }
    try outcome.settled.wait()
    if let error = outcome.error.withLock({ $0 }) { throw error }
  }

  /// A patient server: a test's client may have to wait long for the processor.
  private static func surroundings(_ storage: (any JournalStorage)?) -> Surroundings {
    var surroundings = Surroundings()
    if let storage { surroundings.storage = { _ in storage } }
    surroundings.transportLimits.completionNanoseconds = 60_000_000_000
    surroundings.transportLimits.stallNanoseconds = 60_000_000_000
    surroundings.transportLimits.handshakeNanoseconds = 60_000_000_000
    return surroundings
  }

  deinit {
    server.stop()
    thread.take()?.join()
  }

  /// A new connection.
  func connect() throws -> TestClient {
    try TestClient(socketPath: configuration.socketPath)
  }

  /// Takes over what can change while the server runs.
  func reload(_ configuration: RobotServerConfiguration) {
    server.reload(configuration)
  }

  /// Asks the server to end and does not wait for it.
  func askToStop() {
    server.stop()
  }

  /// Lets the server end and waits for it; throws why it could not go on.
  func stop() throws {
    server.stop()
    thread.take()?.join()
    if let error = outcome.error.withLock({ $0 }) { throw error }
  }

  /// Ends this server and starts another in the same directory.
  func restarted(
    _ configure: (inout RobotServerConfiguration) -> Void = { _ in }
  ) throws -> TestServer {
    try stop()
    return try TestServer(in: directory) { configuration in
      configuration = self.configuration
      configure(&configuration)
    }
  }
}
