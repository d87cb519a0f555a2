import Linux
import Synchronization

/// What other threads ask of a running server; the loop is woken to look.
final class ServerControl: Sendable {
  /// What was asked since the last look.
  struct Wishes {
    /// The server shall end.
    var isStopWanted = false
    /// The newest configuration to take over.
    var configuration: RobotServerConfiguration?
  }

  /// Readable when something was asked.
  let asked: EventCounter
  private let wishes = Mutex(Wishes())

  init() throws(SystemError) {
    asked = try EventCounter(blocking: false)
  }

  /// Asks the server to end.
  func stop() {
    ask { $0.isStopWanted = true }
  }

  /// Asks the server to take a configuration over.
  func reload(_ configuration: RobotServerConfiguration) {
    ask { $0.configuration = configuration }
  }

  /// What was asked since the last time.
  func take() -> Wishes {
    _ = try? asked.take()
    return wishes.withLock { wishes in
      defer { wishes.configuration = nil }
      return wishes
    }
  }

  private func ask(_ change: (inout Wishes) -> Void) {
    wishes.withLock { change(&$0) }
    do throws(SystemError) {
      try asked.signal()
    } catch {
      preconditionFailure("the server's own eventfd failed: \(error)")
    }
  }
}
