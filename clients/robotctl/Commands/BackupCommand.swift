import Linux
import Protobuf
import RobotClient

/// `robotctl backup`: a copy of everything, while the service goes on.
enum BackupCommand {
  static let all = [
    Command(
      "backup",
      "FILE",
      summary: "copy everything into a file while the service goes on",
      details: """
        FILE becomes a tar archive of the store, its journal and all stored files; - is standard
        output. It gets its name only when it is whole. `robotd restore FILE` makes a new data
        directory of it.
        """
    ) { invocation in
      try run(invocation.words[0], invocation)
    }
  ]

  private static func run(_ path: String, _ invocation: Invocation) throws {
    let session = try Session(invocation)
    let call = try session.start(Session.execution, "Backup")
    try call.send([:])
    call.sendEnd()
    var header = JSON.null
    var copied = 0
    var progress = Progress("backup")
    let target = try BackupTarget(path, invocation.output.streams)
    do {
      while let message = try call.next() {
        if message["header"].isPresent {
          header = message["header"]
        } else if let chunk = bytes(of: message["chunk"].exactString) {
          try target.write(chunk, at: copied)
          copied += chunk.count
          progress.show(copied, of: header["byteCount"].integer)
        }
      }
      progress.end()
      try target.finish()
    } catch {
      progress.end()
      target.giveUp()
      throw error
    }
    if path == "-" { return }
    switch invocation.output.format {
    case .json: invocation.output.line(header.description)
    case .table:
      invocation.output.line(
        "\(path): \(copied) bytes, every batch up to \(header["sequence"].string)"
      )
    }
  }

  private static func bytes(of text: String) -> [UInt8]? {
    unsafe Array(text.utf8).withUnsafeBytes { unsafe Base64.decode($0) }
  }
}

/// Where a backup goes: a file that is renamed when it is whole and durable, or standard output.
private struct BackupTarget: ~Copyable {
  private let path: String
  private let unfinished: String
  private let file: File?
  private let streams: StandardStreams

  init(_ path: String, _ streams: StandardStreams) throws {
    self.path = path
    self.streams = streams
    unfinished = path + ".unfinished"
    file = path == "-" ? nil : try File(unfinished, .createEmpty)
  }

  func write(_ bytes: [UInt8], at offset: Int) throws {
    if file == nil {
      try streams.write(bytes)
    } else {
      try file?.write(bytes.span, at: offset)
    }
  }

  func finish() throws {
    guard file != nil else { return }
    try file?.synchronize()
    try FileSystem.rename(unfinished, to: path)
  }

  func giveUp() {
    if file != nil { try? FileSystem.remove(unfinished) }
  }
}
