import GRPC
import Linux
import RobotClient

/// How long calls take while others work: one call of a method without arguments each millisecond.
///
///     call-times SOCKET SERVICE METHOD
///
/// Goes on until SIGTERM comes, then prints quantiles in microseconds: of the calls, and of what the machine itself added to each pause of a millisecond between them,
/// below which no call's time means anything.
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      try StandardStream.error.write("usage: call-times SOCKET SERVICE METHOD\n")
      CurrentProcess.exit(64)
    }
    let channel = try Channel(socketPath: arguments[1])
    let method = MethodDescriptor(service: arguments[2], method: arguments[3])
    let signals = try SignalSource([.terminate])
    var calls = Quantiles()
    var pauses = Quantiles()
    while try signals.take() == nil {
      let start = Clock.monotonicNanoseconds()
      _ = try channel.call(method, [])
      let answered = Clock.monotonicNanoseconds()
      Clock.pause(milliseconds: 1)
      calls.add(answered - start)
      pauses.add(Clock.monotonicNanoseconds() - answered - 1_000_000)
    }
    print("calls \(calls.summary)")
    print("pauses \(pauses.summary)")
  }
}
