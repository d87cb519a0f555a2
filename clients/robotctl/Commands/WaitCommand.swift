import GRPC
import Linux
import RobotClient

/// `robotctl wait`: for who has just started robotd.
enum WaitCommand {
  static let all = [
    Command(
      "wait",
      "[SECONDS]",
      summary: "wait until robotd serves, at most so long (default 30)"
    ) { invocation in
      let word = invocation.words.first ?? "30"
      guard let seconds = Int32(word), seconds >= 0 else {
        throw UsageError("wait takes a number of seconds, not \"\(word)\"")
      }
      let path = invocation.option("socket") ?? SocketPath.standard()
      let end = Clock.monotonicNanoseconds() + Int64(seconds) * 1_000_000_000
      while true {
        do {
          if try Session.isServing(at: path) { return }
          throw CallError(status: Status(.unavailable, "robotd at \(path) does not serve yet"))
        } catch {
          if Clock.monotonicNanoseconds() >= end { throw error }
        }
        Clock.pause(milliseconds: 20)
      }
    }
  ]
}
