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
        output. It gets its name only when it is whole, also where FILE is a link to it; a device or
        a pipe is refused. `robotd restore FILE` makes a new data directory of it.
        """
    ) { invocation in
      try run(invocation.words[0], invocation)
    }
  ]

  private static func run(_ path: String, _ invocation: Invocation) throws {
    let file = try BackupTarget.path(path)
    let session = try Session(invocation)
    let call = try session.start(Session.execution, "Backup")
    try call.send([:])
    call.sendEnd()
    var header = JSON.null
    var copied = 0
    var progress = Progress("backup")
    let target = try BackupTarget(file, invocation.output.streams)
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
    if file == nil { return }
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
