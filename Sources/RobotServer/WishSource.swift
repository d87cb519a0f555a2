import Linux

/// What others ask of the running server: a program that embeds it, or signals.
final class WishSource: EventSource {
  /// One wish.
  enum Wish {
    /// Finish and end.
    case stop(reason: String)
    /// Take a configuration over.
    case reload(RobotServerConfiguration)
    /// The configuration could not be read again; the one in force stays.
    case keepConfiguration(ConfigurationError)
  }

  private let control: ServerControl
  private let signals: SignalWatch?
  private var wishes: [Wish] = []
  private var hasHeardStop = false

  init(
    _ control: ServerControl,
    _ signals: SignalWatch?,
    events: EventLoop
  ) throws(SystemError) {
    self.control = control
    self.signals = signals
    _ = try events.add(control.asked.descriptor, for: .readable, source: self)
    if let signals {
      _ = try events.add(signals.source.descriptor, for: .readable, source: self)
    }
  }

  /// The wishes since the last time.
  func take() -> [Wish] {
    defer { wishes.removeAll() }
    return wishes
  }

  func ready(for readiness: Readiness) {
    let asked = control.take()
    if let configuration = asked.configuration { wishes.append(.reload(configuration)) }
    if asked.isStopWanted, !hasHeardStop {
      hasHeardStop = true
      wishes.append(.stop(reason: "asked by the program"))
    }
    while let signal = (try? signals?.source.take()) ?? nil { hear(signal) }
  }

  private func hear(_ signal: Signal) {
    switch signal {
    case .terminate: wishes.append(.stop(reason: "SIGTERM"))
    case .interrupt: wishes.append(.stop(reason: "SIGINT"))
    case .hangUp: readAgain()
    case .child: return
    }
  }

  private func readAgain() {
    guard let signals else { return }
    do throws(ConfigurationError) {
      wishes.append(.reload(try signals.readAgain()))
    } catch {
      wishes.append(.keepConfiguration(error))
    }
  }
}
