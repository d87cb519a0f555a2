import GRPC
import Linux
import Protobuf
import RobotClient
import Testing

@testable import RobotServer

@Suite struct FileStreamTests {
  private let server: TestServer
  private let client: TestClient

  init() throws {
    server = try TestServer()
    client = try server.connect()
  }

  @Test("A file comes back byte for byte, also after a restart, under its SHA-256")
  func roundTrip() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    let record = try client.putFile("F-1", bytes)
    let digest = SHA256.text(SHA256.digest(bytes))
    #expect(record["record.fields.sha256.text"] == digest)
    #expect(record["record.fields.size.integer"] == "300000")
    let restarted = try server.restarted()
    let stream = try restarted.connect().reading("F-1")
    #expect(stream.header["header.sha256"] == digest)
    #expect(stream.header["header.contentType"] == "text/plain")
    #expect(stream.bytes == bytes)
  }

  @Test("An empty file is a file")
  func empty() throws {
    try client.putFile("F-1", [])
    let stream = try client.reading("F-1")
    #expect(stream.header["header.byteCount"] == nil)
    #expect(stream.bytes.isEmpty)
  }

  @Test("Bytes that no record names are gone after a start, those that one names are not")
  func sweep() throws {
    try client.putFile("F-1", Array("kept".utf8))
    let files = "\(server.configuration.dataDirectory)/files"
    try server.stop()
    let folder = try #require(try FileSystem.list(files).first)
    let stray = "\(files)/\(folder)/\(String(repeating: "0", count: 64))"
    for path in [stray, "\(files)/upload-7"] {
      _ = try File(path, .createNew)
    }
    let restarted = try TestServer(in: server.directory)
    #expect(!FileSystem.exists(stray))
    #expect(!FileSystem.exists("\(files)/upload-7"))
    #expect(try restarted.connect().reading("F-1").bytes == Array("kept".utf8))
  }

  @Test(
    "A stream that breaks the order or the limits stores nothing",
    arguments: [
      ([], "header: is needed before the stream ends"),
      ([#"{"chunk": "YQ=="}"#], "chunk: stands behind the header"),
      (
        [#"{"header": {"id": "F"}}"#, #"{"header": {"id": "F"}}"#],
        "header: stands first, and only once"
      ),
    ]
  )
  func order(messages: [String], refusal: String) throws {
    let stream = try client.start("ExecutionService/PutFile")
    for message in messages { try stream.send(message) }
    stream.call.sendEnd()
    let status = try stream.ending()
    #expect(status.code == .invalidArgument)
    #expect(status.message == refusal)
    #expect(try client.call("ExecutionService/GetStatus")["store.records"] == nil)
  }

  @Test("A file that is not there is NOT_FOUND; one whose bytes are missing DATA_LOSS")
  func missing() throws {
    #expect(try client.statusOfReading("F-1").code == .notFound)
    let record = try client.putFile("F-1", Array("lost".utf8))
    let digest = try #require(record["record.fields.sha256.text"])
    let files = "\(server.configuration.dataDirectory)/files"
    try FileSystem.remove(StoredFile.path(of: digest, in: files))
    #expect(try client.statusOfReading("F-1").code == .dataLoss)
  }
}

extension TestClient {
  /// Reads a file to its end.
  fileprivate func reading(_ id: String) throws -> (header: Answer, bytes: [UInt8]) {
    let stream = try startReading(id)
    let header = try #require(try stream.next())
    var bytes: [UInt8] = []
    while let chunk = try stream.nextChunk() { bytes += chunk }
    return (header, bytes)
  }

  /// How a call that reads a file ends.
  fileprivate func statusOfReading(_ id: String) throws -> Status {
    try startReading(id).ending()
  }

  private func startReading(_ id: String) throws -> TestStream {
    let stream = try start("ExecutionService/GetFile")
    try stream.sendOnly(#"{"id": "\#(id)"}"#)
    return stream
  }
}
