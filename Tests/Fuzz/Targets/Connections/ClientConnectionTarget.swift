import GRPC
import HTTP2

/// The client's end against a server that answers anything: every call ends, exactly once.
enum ClientConnectionTarget: FuzzTarget {
  static let name = "client-connection"

  static let seeds: [[UInt8]] = {
    let head = [(":status", "200"), ("content-type", "application/grpc")]
    let trailers = [("grpc-status", "0")]
    let message = WireFrame.message([1, 2, 3])
    let ok =
      WireFrame.settings + WireFrame.headers(head, stream: 1)
      + WireFrame.data(message, stream: 1)
      + WireFrame.headers(trailers, stream: 1, end: true)
    let error = [("grpc-status", "5"), ("grpc-message", "no%20such%C4%85"), ("x-bin", "AAEC")]
    return [
      [0, 0] + ok, [0, 7] + ok,
      [0, 0] + WireFrame.settings + WireFrame.headers(head + error, stream: 3, end: true),
      [0, 0] + WireFrame.settings + WireFrame.headers([(":status", "503")], stream: 1, end: true),
      [1, 0] + WireFrame.settings + WireFrame.headers(head, stream: 5)
        + WireFrame.data(message + message, stream: 5)
        + WireFrame.frame(type: 3, flags: 0, stream: 5, [0, 0, 0, 8])
        + WireFrame.frame(type: 7, flags: 0, stream: 0, [0, 0, 0, 1, 0, 0, 0, 0]),
      [2, 0] + WireFrame.settings + WireFrame.frame(type: 6, flags: 0, stream: 0, [9, 9, 9, 9]),
    ]
  }()

  static func run(_ input: RawSpan) throws {
    var input = FuzzInput(input)
    let choices = input.byte()
    let pieceCount = Int(input.byte())
    let start: UInt64 = 1_000_000_000_000
    let client = ClientConnection(now: start)
    let answers = try calls(on: client, from: start, choices)
    discardOutput(of: client, now: start)
    var rest = input.rest()[...]
    while !rest.isEmpty, !client.isClosed {
      let piece = Array(rest.prefix(pieceCount == 0 ? .max : pieceCount))
      rest = rest.dropFirst(piece.count)
      piece.withExactMemory { client.receive($0, now: start) }
      discardOutput(of: client, now: start)
    }
    if choices & 2 != 0 { client.expire(now: start + 10_000_000_000) }
    client.connectionLost("the input is over")
    for answer in answers { try answer.checkEnd() }
  }

  /// Starts a call of each kind, each with a message sent and the end if it has one.
  private static func calls(
    on client: ClientConnection,
    from start: UInt64,
    _ choices: UInt8
  ) throws -> [FuzzedAnswer] {
    [(false, false), (true, false), (false, true), (true, true)].map { streamsIn, streamsOut in
      let answer = FuzzedAnswer(takesMany: streamsOut, cancels: choices & 1 != 0)
      let method = MethodDescriptor(
        service: "fuzz.Echo",
        method: "Call",
        isClientStreaming: streamsIn,
        isServerStreaming: streamsOut
      )
      let call = client.start(
        method,
        deadlineNanoseconds: choices & 2 == 0 ? nil : start + 5_000_000_000,
        handler: answer,
        now: start
      )
      call.send([1, 2, 3])
      if !streamsIn { call.sendEnd() }
      return answer
    }
  }

  private static func discardOutput(of client: ClientConnection, now: UInt64) {
    client.flush(now: now) { $0.byteCount }
  }
}

/// Notes how often a call ended and what came when.
private final class FuzzedAnswer: ResponseHandler {
  private let takesMany: Bool
  private let cancels: Bool
  private var messageCount = 0
  private var endCount = 0
  private var status: Status?
  private var isLate = false

  init(takesMany: Bool, cancels: Bool) {
    self.takesMany = takesMany
    self.cancels = cancels
  }

  func receivedInitialMetadata(_ metadata: Metadata, _ call: ClientCall) {
    if endCount > 0 { isLate = true }
  }

  func received(_ message: RawSpan, _ call: ClientCall) {
    if endCount > 0 { isLate = true }
    messageCount += 1
    _ = message.array
    if cancels { call.cancel() }
  }

  func ready(_ call: ClientCall) {}

  func finished(_ status: Status, trailingMetadata: Metadata, _ call: ClientCall) {
    endCount += 1
    self.status = status
  }

  func checkEnd() throws(BrokenPromise) {
    try promise(endCount == 1, "a call ended \(endCount) times")
    try promise(!isLate, "something came after the end of a call")
    if !takesMany, status?.code == .ok {
      try promise(messageCount == 1, "a call was OK with \(messageCount) answers")
    }
  }
}
