import Linux
import RobotClient

/// A robotd in a temporary directory, for one demonstration.
final class DemoDaemon {
  /// Where it listens.
  let socketPath: String
  private let directory: String
  private let child: ChildProcess

  /// Its number, for the person who keeps it.
  var processID: Int32 { child.processID }

  /// Starts the daemon on the shop's simulated clock and waits until it serves.
  init(program: String, shop: Shop) throws {
    directory = try FileSystem.createTemporaryDirectory(prefix: "/tmp/robotd-demo-")
    socketPath = "\(directory)/robotd.sock"
    let configuration = JSON.request(["executors": shop.description["executors"]])
    let configurationPath = "\(directory)/robotd.json"
    try File(configurationPath, .createNew).write(Array("\(configuration)\n".utf8), at: 0)
    child = try ChildProcess(
      program,
      [
        "--socket", socketPath, "--data-directory", "\(directory)/data", "--config",
        configurationPath, "--simulated-clock", shop.description["clock"].string,
        "--log-level", "warning",
      ]
    )
    try waitUntilServing()
  }

  /// The daemon beside this program.
  static func standardProgram() throws -> String {
    let path = try CurrentProcess.executablePath()
    guard let cut = path.lastIndex(of: "/") else { return "robotd" }
    let program = "\(path[..<cut])/robotd"
    guard FileSystem.exists(program) else {
      throw UsageError("there is no robotd at \(program); name it with --robotd")
    }
    return program
  }

  /// Ends the daemon and removes what it wrote.
  func stop() {
    do {
      try child.terminate()
      while try child.endingIfOver() == nil { Clock.pause(milliseconds: 5) }
      try FileSystem.removeTree(directory)
    } catch {
      Output.note("robotctl: could not clear \(directory): \(error)")
    }
  }

  private func waitUntilServing() throws {
    for _ in 0..<2_000 {
      if let ending = try child.endingIfOver() {
        throw UsageError("robotd ended before it served: \(ending)")
      }
      if let isServing = try? Session.isServing(at: socketPath), isServing { return }
      Clock.pause(milliseconds: 5)
    }
    throw UsageError("robotd did not serve within ten seconds")
  }
}
