import GRPC
import Linux
import Protobuf
import RobotClient

/// A source for P3: tells of new items over one Ingest stream as fast as they are taken.
///
///     ingest-stream SOCKET REQUEST COUNT
///
/// REQUEST is a file with the PutRecordRequest that each element repeats, in the form in which
/// h2load sends it: behind the five bytes that gRPC puts in front of a message. Prints how many
/// were acknowledged, which is after their sync, in a second.
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let count = Int(arguments[3]) else {
      try StandardStream.error.write("usage: ingest-stream SOCKET REQUEST COUNT\n")
      CurrentProcess.exit(64)
    }
    let request = try FileSystem.contents(of: arguments[2]).dropFirst(gRPCPrefixCount)
    let channel = try Channel(socketPath: arguments[1])
    let call = channel.start(
      MethodDescriptor(
        service: "robots.v1.ExecutionService",
        method: "Ingest",
        isClientStreaming: true,
        isServerStreaming: true
      )
    )
    var acknowledgements = Acknowledgements()
    call.onMessage = { acknowledgements.take($0[...]) }
    let start = Clock.monotonicNanoseconds()
    for number in 1...count where call.status == nil { call.send(element(number, request)) }
    while acknowledgements.count < count, call.status == nil { channel.turn() }
    let seconds = Double(Clock.monotonicNanoseconds() - start) / 1e9
    call.sendEnd()
    guard acknowledgements.count == count, acknowledgements.areGood else {
      let ending = call.status.map { ": \($0)" } ?? ""
      try StandardStream.error.write(
        "\(acknowledgements.count) of \(count) elements were acknowledged, "
          + "\(acknowledgements.words)\(ending)\n"
      )
      CurrentProcess.exit(1)
    }
    print("\(count) elements in \(seconds) s: \(Int(Double(count) / seconds)) a second")
  }

  private static let gRPCPrefixCount = 5

  /// IngestRequest: a number, and a put.
  private static func element(_ number: Int, _ request: ArraySlice<UInt8>) -> [UInt8] {
    var element = WireWriter()
    element.varint(1, UInt64(number))
    element.bytes(2, request)
    return element.bytes
  }
}
