import Linux

/// The signals that robotd obeys, and how it reads its configuration again.
///
/// To be made before any other thread starts, since a signal must be blocked in all of them.
final class SignalWatch {
  /// Where the signals arrive.
  let source: SignalSource
  /// Reads options and file again.
  let readAgain: () throws(ConfigurationError) -> RobotServerConfiguration

  init(
    readAgain: @escaping () throws(ConfigurationError) -> RobotServerConfiguration
  ) throws(SystemError) {
    source = try SignalSource([.terminate, .interrupt, .hangUp])
    self.readAgain = readAgain
  }
}
