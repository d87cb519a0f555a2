import Linux

/// The whole service inside a program of yours: engine, journal and gRPC on a Unix socket.
///
/// ```swift
/// let server = try RobotServer(
///   RobotServerConfiguration(socketPath: "/run/shop/robots.sock", dataDirectory: "/var/lib/shop"))
/// let thread = Thread { try? server.run { print("ready") } }
/// thread.start()
/// …
/// server.stop()
/// ```
///
/// `run` keeps the thread that calls it until the service ends; `stop` and `reload` may be called
/// from any thread. Signals are the program's own affair.
public final class RobotServer: Sendable {
  private let configuration: RobotServerConfiguration
  private let control: ServerControl
  private let surroundings: Surroundings

  /// Prepares a server; nothing is opened before `run`.
  ///
  /// Fails with `configuration` for a setting that cannot be used, naming it, its value and what
  /// would be right, and with `system` when the process has no descriptor left.
  public convenience init(
    _ configuration: RobotServerConfiguration
  ) throws(RobotServerError) {
    try self.init(configuration, Surroundings())
  }

  /// Prepares a server for other surroundings than a real disk and real patience.
  init(
    _ configuration: RobotServerConfiguration,
    _ surroundings: Surroundings
  ) throws(RobotServerError) {
    if let problem = configuration.problem { throw RobotServerError(.configuration, problem) }
    self.configuration = configuration
    self.surroundings = surroundings
    control = try RobotServerError.wrapping { () throws(SystemError) in try ServerControl() }
  }

  /// Serves until `stop` is called; to be called once.
  ///
  /// Takes the data directory and the socket, reads back what the directory holds, then serves.
  /// At the end calls in flight have finished, or had `drainMilliseconds` to do so, and a snapshot
  /// is written. Fails when the service cannot start or cannot go on; what was answered before is
  /// kept in any case.
  ///
  /// - Parameter whenReady: called on the same thread as soon as clients can connect.
  public func run(whenReady: () -> Void = {}) throws(RobotServerError) {
    try run(signals: nil, whenReady: whenReady)
  }

  /// Lets calls in flight finish and makes `run` return; from any thread, any number of times.
  public func stop() {
    control.stop()
  }

  /// Takes over what can change while the service runs.
  ///
  /// These are who may connect and do what (streams that are no longer allowed end), executors,
  /// exchange rates, the public address, `drainMilliseconds`, `memoryLimitBytes`, how long is kept
  /// what is over, and the log level. All else waits for the next start; the log names both. A
  /// configuration with a setting that cannot be used is logged and changes nothing.
  public func reload(_ configuration: RobotServerConfiguration) {
    control.reload(configuration)
  }

  /// Serves, and obeys the signals that a source collects.
  func run(
    signals: SignalWatch?,
    whenReady: () -> Void = {}
  ) throws(RobotServerError) {
    try Service.run(
      configuration,
      surroundings,
      control: control,
      signals: signals,
      whenReady: whenReady
    )
  }
}
