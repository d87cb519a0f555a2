import CLinux
import Glibc

/// The signals a service listens to.
package enum Signal: Sendable, CaseIterable {
  /// SIGTERM: stop in good order.
  case terminate
  /// SIGINT: Ctrl-C, the same.
  case interrupt
  /// SIGHUP: read the configuration again.
  case hangUp
  /// SIGCHLD: a child process ended.
  case child

  /// The kernel's number.
  package var number: CInt {
    switch self {
    case .terminate: SIGTERM
    case .interrupt: SIGINT
    case .hangUp: SIGHUP
    case .child: SIGCHLD
    }
  }
}

/// Signals as events on a descriptor (signalfd) instead of interruptions.
package struct SignalSource: ~Copyable, Sendable {
  /// The owned descriptor, to be watched for reading.
  package let descriptor: Descriptor

  /// Blocks `signals` for this thread and those it starts, and collects them here.
  ///
  /// To be made before any other thread is started.
  package init(_ signals: [Signal]) throws(SystemError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals {
      sigaddset(&set, signal.number)
    }
    let result = pthread_sigmask(SIG_BLOCK, &set, nil)
    precondition(result == 0, "blocking known signals cannot fail")
    descriptor = Descriptor(
      owning: try systemCall("signalfd") { signalfd(-1, &set, clinux_signalfd_flags()) }
    )
  }

  /// The next signal that arrived, or nil.
  package func take() throws(SystemError) -> Signal? {
    let number = descriptor.number
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard try systemCallIfReady("read", { read(number, &info, size) }) != nil else { return nil }
    return Signal.allCases.first { $0.number == CInt(info.ssi_signo) }
  }

  /// Ignores SIGPIPE and SIGXFSZ for the whole process.
  ///
  /// So a closed pipe, and a file larger than the process may write, are errors of the write.
  package static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Sends a signal to a process.
  package static func send(_ signal: Signal, to processID: Int32) throws(SystemError) {
    try systemCall("kill") { kill(processID, signal.number) }
  }
}
