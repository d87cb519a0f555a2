import GRPC
import HTTP2

/// gRPC's framing against a second reading of it: whatever the bytes of a body and however they are
/// cut, the handler gets exactly the messages that stand whole before the first fault.
enum FramingTarget: FuzzTarget {
  static let name = "framing"
  private static let messageLimit = 200

  static let seeds: [[UInt8]] = {
    let two = WireFrame.message([1, 2, 3]) + WireFrame.message([])
    return [
      [0, 0] + two, [0, 1] + two, [1, 3] + WireFrame.message([1, 2]),
      [0, 7] + two + WireFrame.message([9], flag: 1), [0, 0] + two.dropLast(2),
      [0, 200] + WireFrame.message([UInt8](repeating: 5, count: 200)) + two,
      [0, 0] + two + WireFrame.message([UInt8](repeating: 5, count: 201)),
      [0, 5, 0, 255, 255, 255, 255], [0, 5, 2, 0, 0, 0, 0], [3, 5] + two,
    ]
  }()

  static func run(_ input: RawSpan) throws {
    var input = FuzzInput(input)
    let choices = input.byte()
    let pieceCount = 1 + Int(input.byte())
    let body = input.take(4_000)
    var limits = TransportLimits()
    limits.messageBytes = messageLimit
    let server = FuzzedServer(limits: limits)
    // The client streams in both; in one of them the server does, too.
    let path = choices & 1 == 0 ? "/fuzz.Echo/Upload" : "/fuzz.Echo/Both"
    try server.receive(WireFrame.preface + WireFrame.settings)
    try server.receive(WireFrame.headers(WireFrame.request(path), stream: 1))
    var rest = body[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieceCount))
      rest = rest.dropFirst(pieceCount)
      try server.receive(WireFrame.data(piece, stream: 1))
      if choices & 2 != 0, rest.count % 3 == 0 { try pauseForAMoment(server) }
    }
    try server.receive(WireFrame.data([], stream: 1, end: true))
    try check(server, against: Reading(of: body))
    try server.close()
  }

  private static func pauseForAMoment(_ server: FuzzedServer) throws {
    server.streams.first?.call?.pauseReading()
    try server.receive(WireFrame.frame(type: 6, flags: 1, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]))
    server.streams.first?.call?.resumeReading()
  }

  private static func check(_ server: FuzzedServer, against reading: Reading) throws {
    guard let stream = server.streams.first else {
      throw BrokenPromise(description: "the call did not reach its handler")
    }
    try promise(
      stream.messages == reading.messages,
      "\(stream.messages.count) messages came, \(reading.messages.count) are there"
    )
    try promise(stream.isEnded != reading.isFaulty, "the end came: \(stream.isEnded)")
    try promise(stream.isCancelled == reading.isFaulty, "cancelled: \(stream.isCancelled)")
  }

  /// What the bytes say, read in the plainest way.
  private struct Reading {
    var messages: [[UInt8]] = []
    let isFaulty: Bool

    init(of body: [UInt8]) {
      var rest = body[...]
      while !rest.isEmpty {
        let prefix = rest.prefix(5).map { Int($0) }
        guard prefix.count == 5, prefix[0] == 0 else { break }
        let length = prefix[1] << 24 | prefix[2] << 16 | prefix[3] << 8 | prefix[4]
        guard length <= messageLimit, rest.count >= 5 + length else { break }
        messages.append(Array(rest.dropFirst(5).prefix(length)))
        rest = rest.dropFirst(5 + length)
      }
      isFaulty = !rest.isEmpty
    }
  }
}
