import RobotClient
import Testing

extension TestClient {
  /// Stores a file; returns its record.
  @discardableResult
  func putFile(_ id: String, _ bytes: [UInt8]) throws -> Answer {
    let stream = try start("ExecutionService/PutFile")
    try stream.send(
      #"{"header": {"id": "\#(id)", "name": "a.txt", "contentType": "text/plain"}}"#
    )
    var position = 0
    while position < bytes.count {
      let end = min(position + 100_000, bytes.count)
      try stream.sendChunk(Array(bytes[position..<end]))
      position = end
    }
    stream.call.sendEnd()
    return try #require(try stream.next())
  }
}

extension TestStream {
  /// Sends a chunk of a file: field 2 of `PutFileRequest`, in wire form to spare the base64.
  func sendChunk(_ bytes: [UInt8]) throws {
    var message: [UInt8] = [2 << 3 | 2]
    var length = bytes.count
    while length >= 0x80 {
      message.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    message.append(UInt8(length))
    call.send(message + bytes)
  }

  /// The next chunk, field 2 of a download's answers, too; nil when the call has ended well.
  func nextChunk() throws -> [UInt8]? {
    try call.next().map { message in
      // One byte of tag, a length, the chunk.
      let lengthBytes = message.dropFirst().prefix { $0 & 0x80 != 0 }.count + 1
      return Array(message.dropFirst(1 + lengthBytes))
    }
  }
}
