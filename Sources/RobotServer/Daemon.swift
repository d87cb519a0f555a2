import Linux

/// What the program robotd does: reads options and configuration, serves, and turns what went
/// wrong into one line and an exit status.
package enum Daemon {
  /// Runs with the arguments behind the program's name and ends the process.
  package static func main(_ arguments: [String]) -> Never {
    CurrentProcess.exit(run(arguments))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    do throws(SystemError) {
      try StandardStream.occupyMissing()
    } catch {
      return RobotServerError.Kind.system.rawValue
    }
    let options: Options
    do throws(Options.Mistake) {
      options = try Options(arguments)
    } catch {
      complain("\(error)")
      return RobotServerError.Kind.configuration.rawValue
    }
    if options.asksForHelp { return tell(Options.help) }
    if options.asksForConfiguration { return tell(ConfigurationHelp.text) }
    if options.asksForVersion { return tell("robotd \(Version.text)") }
    return perform(options)
  }

  private static func perform(_ options: Options) -> Int32 {
    do {
      SignalSource.ignoreWriteSignals()
      let configuration = try configuration(options)
      if let name = options.command, let command = MaintenanceCommands.named(name) {
        try command.run(configuration, options.operands)
        return 0
      }
      let signals = try SignalWatch { () throws(ConfigurationError) in
        try Self.configuration(options)
      }
      try RobotServer(configuration).run(signals: signals) {
        // Most of the code that starting has gone through is not needed again (P9).
        CurrentProcess.releaseProgramPages()
      }
      return 0
    } catch let error as RobotServerError {
      complain(error.description)
      return error.kind.rawValue
    } catch let error as ConfigurationError {
      complain(error.description)
      return RobotServerError.Kind.configuration.rawValue
    } catch {
      complain("\(error)")
      return RobotServerError.Kind.system.rawValue
    }
  }

  /// Options win over the file, the file over the environment, that over the defaults.
  private static func configuration(
    _ options: Options
  ) throws(ConfigurationError) -> RobotServerConfiguration {
    var configuration = RobotServerConfiguration(
      socketPath: DefaultPaths.socket(),
      dataDirectory: DefaultPaths.dataDirectory() ?? ""
    )
    if let file = options.configurationFile {
      try ConfigurationFile.read(file, into: &configuration)
    }
    if let path = options.socketPath { configuration.socketPath = path }
    if let path = options.dataDirectory { configuration.dataDirectory = path }
    if let policy = options.sync { configuration.sync = policy }
    if let level = options.logLevel { configuration.logLevel = level }
    configuration.clock = options.clock
    if configuration.dataDirectory.isEmpty {
      throw ConfigurationError("no data directory: name one by --data-directory")
    }
    return configuration
  }

  private static func tell(_ text: String) -> Int32 {
    let isWritten = (try? StandardStream.output.write(text + "\n")) != nil
    return isWritten ? 0 : RobotServerError.Kind.system.rawValue
  }

  private static func complain(_ text: String) {
    try? StandardStream.error.write("robotd: \(text)\n")
  }
}
