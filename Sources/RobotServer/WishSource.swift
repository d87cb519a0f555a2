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

  /// Who fulfils wishes, in the moment they are heard.
  var onWish: (Wish) -> Void = { _ in }
  private let control: ServerControl
  private let signals: SignalWatch?
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

  func ready(for readiness: Readiness) {
    let asked = control.take()
    if let configuration = asked.configuration { onWish(.reload(configuration)) }
    if asked.isStopWanted, !hasHeardStop {
      hasHeardStop = true
      onWish(.stop(reason: "asked by the program"))
    }
    while let signal = (try? signals?.source.take()) ?? nil { hear(signal) }
  }

  private func hear(_ signal: Signal) {
    switch signal {
    case .terminate: onWish(.stop(reason: "SIGTERM"))
    case .interrupt: onWish(.stop(reason: "SIGINT"))
    case .hangUp: readAgain()
    case .child: return
    }
  }

  private func readAgain() {
    guard let signals else { return }
    do throws(ConfigurationError) {
      onWish(.reload(try signals.readAgain()))
    } catch {
      onWish(.keepConfiguration(error))
    }
  }
}
