/// One HTTP/2 frame, built by hand or read from what a session sent.
struct Frame: Equatable {
  var type: UInt8
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: [UInt8] = []

  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  static let endStream: UInt8 = 1
  static let acknowledge: UInt8 = 1
  static let endHeaders: UInt8 = 4

  /// The nine bytes of the head and the payload.
  var bytes: [UInt8] {
    let length = UInt32(payload.count)
    return [UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags]
      + stream.bigEndianBytes + payload
  }

  static func data(_ stream: UInt32, _ payload: [UInt8], end: Bool = false) -> Frame {
    Frame(type: 0, flags: end ? endStream : 0, stream: stream, payload: payload)
  }

  static func headers(
    _ stream: UInt32,
    _ fields: [(String, String)],
    end: Bool = false,
    endHeaders: Bool = true
  ) -> Frame {
    Frame(
      type: 1,
      flags: (end ? endStream : 0) | (endHeaders ? Frame.endHeaders : 0),
      stream: stream,
      payload: block(fields)
    )
  }

  static func priority(_ stream: UInt32) -> Frame {
    Frame(type: 2, stream: stream, payload: [0, 0, 0, 0, 15])
  }

  static func reset(_ stream: UInt32, code: UInt32 = 8) -> Frame {
    Frame(type: 3, stream: stream, payload: code.bigEndianBytes)
  }

  static func settings(_ values: [(UInt16, UInt32)] = []) -> Frame {
    Frame(
      type: 4,
      payload: values.flatMap { [UInt8($0.0 >> 8), UInt8($0.0 & 255)] + $0.1.bigEndianBytes }
    )
  }

  static var settingsAcknowledgement: Frame { Frame(type: 4, flags: acknowledge) }

  static func ping(
    acknowledge: Bool = false,
    _ payload: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
  )
    -> Frame
  {
    Frame(type: 6, flags: acknowledge ? Frame.acknowledge : 0, payload: payload)
  }

  static func windowUpdate(_ stream: UInt32, _ increment: UInt32) -> Frame {
    Frame(type: 8, stream: stream, payload: increment.bigEndianBytes)
  }

  static func continuation(_ stream: UInt32, _ payload: [UInt8], end: Bool = false) -> Frame {
    Frame(type: 9, flags: end ? endHeaders : 0, stream: stream, payload: payload)
  }

  /// A header block of literal fields, neither indexed nor Huffman-coded.
  static func block(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { [0] + literal($0.0) + literal($0.1) }
  }

  private static func literal(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.count >= 127 else { return [UInt8(bytes.count)] + bytes }
    var length: [UInt8] = [127]
    var rest = bytes.count - 127
    while rest >= 128 {
      length.append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    return length + [UInt8(rest)] + bytes
  }

  /// Cuts what a session sent into frames.
  static func read(_ bytes: [UInt8]) -> [Frame] {
    var frames: [Frame] = []
    var rest = bytes[...]
    while rest.count >= 9 {
      let head = Array(rest.prefix(9))
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      let stream = head[5...8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      frames.append(
        Frame(
          type: head[3],
          flags: head[4],
          stream: stream,
          payload: Array(rest.dropFirst(9).prefix(length))
        )
      )
      rest = rest.dropFirst(9 + length)
    }
    return frames
  }
}

extension UInt32 {
  var bigEndianBytes: [UInt8] {
    [UInt8(self >> 24), UInt8(self >> 16 & 255), UInt8(self >> 8 & 255), UInt8(self & 255)]
  }
}

extension Frame {
  /// The error code of RST_STREAM or GOAWAY.
  var errorCode: UInt32? {
    switch type {
    case 3: payload.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    case 7: payload.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    default: nil
    }
  }
}
