/// Writes HTTP/2 frames as bytes, right or wrong.
enum WireFrame {
  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  static let settings = frame(type: 4, flags: 0, stream: 0, [])

  static func frame(type: UInt8, flags: UInt8, stream: UInt32, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count
    return [UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags]
      + bigEndian(stream) + payload
  }

  static func headers(_ fields: [(String, String)], stream: UInt32, end: Bool = false) -> [UInt8] {
    frame(type: 1, flags: end ? 5 : 4, stream: stream, headerBlock(fields))
  }

  static func data(_ payload: [UInt8], stream: UInt32, end: Bool = false) -> [UInt8] {
    frame(type: 0, flags: end ? 1 : 0, stream: stream, payload)
  }

  /// The head of a good gRPC request.
  static func request(_ path: String) -> [(String, String)] {
    [
      (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
      ("te", "trailers"), ("content-type", "application/grpc"),
    ]
  }

  /// A gRPC message: its flag, its length and its bytes.
  static func message(_ bytes: [UInt8], flag: UInt8 = 0) -> [UInt8] {
    [flag] + bigEndian(UInt32(bytes.count)) + bytes
  }

  /// Literal fields, neither indexed nor Huffman-coded; names and values up to 126 bytes.
  static func headerBlock(_ fields: [(String, String)]) -> [UInt8] {
    var block: [UInt8] = []
    for (name, value) in fields {
      block.append(0)
      for text in [name, value] {
        block.append(UInt8(text.utf8.count))
        block.append(contentsOf: text.utf8)
      }
    }
    return block
  }

  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
  }
}
