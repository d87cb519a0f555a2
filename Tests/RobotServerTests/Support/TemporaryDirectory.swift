import Linux

/// A directory that is there for one test and gone with everything in it behind it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = try FileSystem.createTemporaryDirectory(prefix: "/tmp/robotd-test-")
  }

  deinit {
    Self.remove(path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  private static func remove(_ path: String) {
    try? FileSystem.changeMode(of: path, to: 0o700)
    for name in (try? FileSystem.list(path)) ?? [] {
      let file = "\(path)/\(name)"
      let kind = try? FileSystem.statusOfName(file).kind
      if case .directory? = kind {
        remove(file)
      } else {
        try? FileSystem.remove(file)
      }
    }
    try? FileSystem.removeDirectory(path)
  }
}

extension TemporaryDirectory {
  /// Makes a file with a text; returns its path.
  func write(_ text: String, as name: String) throws -> String {
    let file = try File(file(name), .createNew)
    try file.write(Array(text.utf8), at: 0)
    return file.path
  }
}
