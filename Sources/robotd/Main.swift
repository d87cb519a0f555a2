import RobotServer

/// The service as a program: `robotd --help` tells how to start it.
@main struct Main {
  static func main() {
    Daemon.main(Array(CommandLine.arguments.dropFirst()))
  }
}
