import Glibc
import Linux
import Testing

@Suite struct FileTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("bytes are written and read at their offsets, and the end is short")
  func readAndWrite() throws {
    let file = try File(directory.file("a"), .createNew)
    try file.write([1, 2, 3, 4, 5], at: 10)
    var bytes: [UInt8] = [99]
    #expect(try file.read(8, at: 8, appendingTo: &bytes) == 7)
    #expect(bytes == [99, 0, 0, 1, 2, 3, 4, 5])
    #expect(try file.read(4, at: 100, appendingTo: &bytes) == 0)
    #expect(bytes.count == 8)
  }

  @Test("modes are exact whatever the umask", arguments: [0o600, 0o660, 0o640] as [UInt32])
  func modes(mode: UInt32) throws {
    let file = try File(directory.file("m"), .createNew, mode: mode)
    #expect(try file.status().mode == mode)
    try FileSystem.createDirectory(directory.file("d"), mode: 0o750)
    #expect(try FileSystem.status(of: directory.file("d")).mode == 0o750)
  }

  @Test("a new file is not made over an old one; opening if missing keeps it")
  func createNew() throws {
    let path = directory.file("n")
    try File(path, .createNew).write([7], at: 0)
    let error = #expect(throws: SystemError.self) { _ = try File(path, .createNew) }
    #expect(error?.number == .exists)
    #expect(try File(path, .createIfMissing).status().size == 1)
    #expect(try File(path, .createEmpty).status().size == 0)
  }

  @Test("an error names the call, the file and the reason")
  func errorText() throws {
    let path = directory.file("missing")
    let error = #expect(throws: SystemError.self) { _ = try File(path, .read) }
    #expect(error?.description == "open \(path): No such file or directory")
    #expect(error?.number == .noSuchFile)
  }

  @Test("a path with a NUL byte is refused, not cut")
  func nul() throws {
    try File(directory.file("x"), .createNew).write([1], at: 0)
    let error = #expect(throws: SystemError.self) {
      _ = try File(directory.file("x\0y"), .read)
    }
    #expect(error?.number == .invalidArgument)
  }

  @Test("a lock is taken once, refused to a second opening, and free after the first ends")
  func lock() throws {
    let path = directory.file("lock")
    do {
      let first = try File(path, .createIfMissing)
      #expect(try first.lock())
      let second = try File(path, .createIfMissing)
      #expect(try second.lock() == false)
      #expect(try first.status().size == 0)
    }
    #expect(try File(path, .readWrite).lock())
  }

  @Test("truncate grows with zeroes and shrinks")
  func truncate() throws {
    let file = try File(directory.file("t"), .createNew)
    try file.truncate(to: 5000)
    #expect(try file.status().size == 5000)
    try file.truncate(to: 3)
    #expect(try FileSystem.contents(of: directory.file("t")) == [0, 0, 0])
    try file.synchronizeData()
    try file.synchronize()
  }

  @Test("names are listed in order of their bytes, without dots")
  func list() throws {
    for name in ["b", "a", "B", "ä", ".hidden"] {
      _ = try File(directory.file(name), .createNew)
    }
    #expect(try FileSystem.list(directory.path) == [".hidden", "B", "a", "b", "ä"])
    try FileSystem.rename(directory.file("b"), to: directory.file("c"))
    try FileSystem.remove(directory.file("a"))
    try FileSystem.synchronizeDirectory(directory.path)
    #expect(try FileSystem.list(directory.path) == [".hidden", "B", "c", "ä"])
  }

  @Test("a file longer than the limit is an error, not a part of it")
  func limit() throws {
    try File(directory.file("l"), .createNew).write([UInt8](repeating: 1, count: 200), at: 0)
    #expect(try FileSystem.contents(of: directory.file("l"), limit: 200).count == 200)
    #expect(throws: SystemError.self) {
      try FileSystem.contents(of: directory.file("l"), limit: 199)
    }
  }

  @Test("the status tells kinds, owner and identity")
  func status() throws {
    let file = try File(directory.file("s"), .createNew)
    let status = try file.status()
    #expect(status.kind == .regular && status.userID == Account.effectiveUserID)
    #expect(try FileSystem.status(of: directory.path).kind == .directory)
    #expect(try FileSystem.statusOfName(directory.file("s")).inode == status.inode)
  }

  @Test("a descriptor is closed with its owner")
  func closing() throws {
    let number: Int32
    do {
      let file = try File(directory.file("c"), .createNew)
      number = file.descriptor.number
    }
    // The lowest free number is given out first, so it comes back.
    let again = try File(directory.file("c"), .read)
    #expect(again.descriptor.number <= number)
  }

  @Test("a link tells what it names, and anything else is no link")
  func links() throws {
    let path = directory.file("link")
    #expect(symlink("over/there", path) == 0)
    #expect(try FileSystem.destination(ofLink: path) == "over/there")
    #expect(try FileSystem.statusOfName(path).kind == .symbolicLink)
    #expect(throws: SystemError.self) { try FileSystem.destination(ofLink: "/") }
  }
}
