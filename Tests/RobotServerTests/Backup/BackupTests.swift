import GRPC
import Linux
import Testing

@testable import RobotServer

@Suite struct BackupTests {
  @Test("A backup is whole although its files are erased while it is read, and they are gone")
  func erasing() throws {
    let server = try TestServer()
    let client = try server.connect()
    // Together more than leaves before the client has read something.
    let contents = [7, 8].map { [UInt8](repeating: $0, count: 700_000) }
    let digests = try contents.enumerated().map { number, content in
      try #require(try client.putFile("F-\(number)", content)["record.fields.sha256.text"])
    }
    let reader = try server.connect()
    let backup = try reader.start("ExecutionService/Backup")
    try backup.sendOnly("{}")
    let header = try #require(try backup.next())

    for number in contents.indices {
      let request = #"{"entityType": "file", "id": "F-\#(number)"}"#
      try client.call("ExecutionService/EraseRecord", request)
    }
    let files = "\(server.configuration.dataDirectory)/files"
    let left = try FileSystem.list(files).flatMap { try FileSystem.list("\(files)/\($0)") }
    #expect(left.isEmpty, "an erasure waits for no backup")

    var archive: [UInt8] = []
    while let chunk = try backup.nextChunk() { archive += chunk }
    #expect("\(archive.count)" == header["header.byteCount"])
    for (digest, content) in zip(digests, contents) {
      let start = try #require(position(of: digest, in: archive))
      #expect(archive[start...].starts(with: content))
    }
  }

  /// Where the bytes of a stored file begin in an archive.
  private func position(of digest: String, in archive: [UInt8]) -> Int? {
    let name = Array("files/\(digest.prefix(2))/\(digest)".utf8)
    let blocks = stride(from: 0, to: archive.count, by: TarHeader.blockByteCount)
    return blocks.first { archive[$0...].starts(with: name) }.map { $0 + TarHeader.blockByteCount }
  }
}
