import Journal
import Linux

/// Makes a data directory of a backup.
enum RestoreCommand: MaintenanceCommand {
  static let name = "restore"
  static let operands = ["BACKUP"]
  static let summary = "make a new data directory of a backup; - reads standard input"

  static func run(
    _ configuration: RobotServerConfiguration,
    _ operands: [String]
  ) throws(RobotServerError) {
    // The lock ends with the unpacking, before the check takes it.
    try restore(operands[0], into: configuration.dataDirectory)
    try CheckCommand.run(configuration, [])
  }

  private static func restore(_ archive: String, into path: String) throws(RobotServerError) {
    let directory = try DataDirectory(path)
    let found = try directory.contents()
    guard found.isEmpty else {
      throw RobotServerError(
        .configuration,
        "\(path) is not empty: it has \(found[0]); name a new directory"
      )
    }
    do throws(RobotServerError) {
      try unpack(archive, into: directory)
    } catch {
      // Half a backup must not look like a whole one.
      for name in (try? directory.contents()) ?? [] {
        try? FileSystem.removeTree("\(path)/\(name)")
        try? FileSystem.remove("\(path)/\(name)")
      }
      throw error
    }
  }

  private static func unpack(
    _ archive: String,
    into directory: DataDirectory
  ) throws(RobotServerError) {
    var input = try ArchiveInput(archive)
    while let header = try input.nextHeader() {
      guard let place = place(of: header.name) else {
        throw RobotServerError(
          .damagedData,
          "\(archive): \"\(header.name)\" is no file of a backup of robotd"
        )
      }
      try write(header, to: "\(directory.path)/\(place)", from: &input)
    }
    try RobotServerError.wrapping { () throws(SystemError) in
      try FileSystem.synchronizeDirectory(directory.path)
    }
  }

  /// Where a file of the archive lies in the directory; nil for a name that is none of ours, so
  /// that no archive can write anywhere else.
  private static func place(of name: String) -> String? {
    let words = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.first != "." && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    guard isPlain else { return nil }
    if words.count == 1 { return Survey.isName(name) ? name : nil }
    return words.count == 3 && words[0] == "files" ? name : nil
  }

  private static func write(
    _ header: TarHeader,
    to path: String,
    from input: inout ArchiveInput
  ) throws(RobotServerError) {
    let folder = DirectoryMaker.directory(of: path)
    let file = try RobotServerError.wrapping { () throws(SystemError) in
      try DirectoryMaker.make(folder)
      return try File(path, .createEmpty)
    }
    var offset = 0
    while offset < header.byteCount {
      let bytes = try input.next(min(1 << 20, header.byteCount - offset))
      try RobotServerError.wrapping { () throws(SystemError) in
        try file.write(bytes.span, at: offset)
      }
      offset += bytes.count
    }
    try input.skipPadding(of: header)
    try RobotServerError.wrapping { () throws(SystemError) in
      try file.synchronize()
      try FileSystem.synchronizeDirectory(folder)
    }
  }
}
