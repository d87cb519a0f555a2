import GRPC
import Linux
import Protobuf
import RobotClient

/// A worker for P5 and P11: takes a queue's actions as fast as they come and reports each as done.
///
///     worker-stream SOCKET QUEUE COUNT
///
/// Prints how many were handed out, completed and acknowledged durably in a second, and how late
/// they arrived (P5).
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let count = Int(arguments[3]) else {
      try StandardStream.error.write("usage: worker-stream SOCKET QUEUE COUNT\n")
      CurrentProcess.exit(64)
    }
    let channel = try Channel(socketPath: arguments[1])
    let call = channel.start(
      MethodDescriptor(
        service: "robots.v1.ExecutionService",
        method: "Work",
        isClientStreaming: true,
        isServerStreaming: true
      )
    )
    var acknowledged = 0
    let start = Clock.monotonicNanoseconds()
    var lateness = Lateness()
    call.onMessage = { message in
      if let action = action(in: message) {
        try? lateness.note(message[action])
        call.send(result(for: message, action))
      } else if message.first == acknowledgementTag {
        acknowledged += 1
      }
    }
    call.send(hello(queue: arguments[2]))
    while acknowledged < count, call.status == nil { channel.turn() }
    let seconds = Double(Clock.monotonicNanoseconds() - start) / 1e9
    call.sendEnd()
    guard acknowledged == count else {
      try StandardStream.error.write("the stream ended: \(call.status?.description ?? "")\n")
      CurrentProcess.exit(1)
    }
    print("\(acknowledged) actions in \(seconds) s: \(Int(Double(count) / seconds)) a second")
    print(lateness.summary)
  }

  /// WorkResponse.action and WorkResponse.acknowledgement, as the first byte of a message.
  private static let actionTag: UInt8 = 0x12
  private static let acknowledgementTag: UInt8 = 0x1a

  private static func hello(queue: String) -> [UInt8] {
    var hello = WireWriter()
    hello.bytes(1, Array(queue.utf8))
    hello.varint(2, 5_000)
    var request = WireWriter()
    request.bytes(1, hello.bytes)
    return request.bytes
  }

  /// Where in a message its action lies; nil if it has none.
  private static func action(in message: [UInt8]) -> Range<Int>? {
    guard message.first == actionTag else { return nil }
    var start = 1
    while message[start] >= 0x80 { start += 1 }
    return start + 1..<message.count
  }

  /// An action's result.
  ///
  /// An action begins with its id and key, in the very fields in which a result repeats them.
  private static func result(for message: [UInt8], _ action: Range<Int>) -> [UInt8] {
    let start = action.lowerBound
    let key = start + 2 + Int(message[start + 1])
    let end = key + 2 + Int(message[key + 1])
    var result = WireWriter()
    result.append(message[start..<end])
    result.bytes(3, [])
    var request = WireWriter()
    request.bytes(4, result.bytes)
    return request.bytes
  }
}
