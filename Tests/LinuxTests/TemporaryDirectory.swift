import Linux

/// A directory that is there for one test and gone with all its files behind it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = try FileSystem.createTemporaryDirectory(prefix: "/tmp/robotd-test-")
  }

  deinit {
    try? FileSystem.changeMode(of: path, to: 0o700)
    for name in (try? FileSystem.list(path)) ?? [] {
      let file = path + "/" + name
      if (try? FileSystem.remove(file)) == nil {
        try? FileSystem.removeDirectory(file)
      }
    }
    try? FileSystem.removeDirectory(path)
  }

  func file(_ name: String) -> String { path + "/" + name }
}
