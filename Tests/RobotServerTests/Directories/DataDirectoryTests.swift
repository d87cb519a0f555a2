import Linux
import Testing

@testable import RobotServer

@Suite struct DataDirectoryTests {
  private func make(_ names: [String], in directory: TemporaryDirectory) throws -> String {
    let path = directory.file("data")
    try FileSystem.createDirectory(path, mode: 0o755)
    for name in names { _ = try File("\(path)/\(name)", .createEmpty) }
    return path
  }

  @Test(
    "A missing directory, an empty one and what a first start left half made are taken",
    arguments: [
      [], ["lost+found"], ["lock"], ["lock", "zeroed.spare"], ["0000000001.journal", "x"],
    ]
  )
  func taken(names: [String]) throws {
    let directory = try TemporaryDirectory()
    let missing = try DataDirectory(directory.file("missing/data"))
    let found = try DataDirectory(try make(names, in: directory))
    withExtendedLifetime((missing, found)) {}
  }

  @Test(
    "A directory of others is refused by what is in it, and nothing is left there",
    arguments: [["passwd"], ["lock", "notes.journal"], ["files"], ["0000000001.journal.damaged"]]
  )
  func foreign(names: [String]) throws {
    let directory = try TemporaryDirectory()
    let path = try make(names, in: directory)
    let error = #expect(throws: RobotServerError.self) { try DataDirectory(path) }
    #expect(error?.kind == .configuration)
    let last = try #require(names.last)
    #expect(error?.description.contains("not empty: it has \(last), but no journal") == true)
    #expect(try FileSystem.list(path) == names)
  }

  @Test(
    "A directory that had a journal and has lost it is not taken for an empty one",
    arguments: [[], ["zeroed.spare"], ["files"], ["0000000001.journal.damaged"]]
  )
  func lost(names: [String]) throws {
    let directory = try TemporaryDirectory()
    let path = try make(["0000000001.journal"] + names, in: directory)
    for _ in 0..<2 {
      let used = try DataDirectory(path)
      try used.refuseLost()
      try used.noteJournal()
    }
    try FileSystem.remove("\(path)/0000000001.journal")
    for _ in 0..<2 {
      let found = try DataDirectory(path)
      let error = #expect(throws: RobotServerError.self) { try found.refuseLost() }
      #expect(error?.kind == .damagedData)
      #expect(error?.description.contains("mv \(path) \(path).lost") == true)
    }
    try FileSystem.remove("\(path)/lock")
    for name in names { try FileSystem.remove("\(path)/\(name)") }
    try DataDirectory(path).refuseLost()
  }

  @Test(
    "What is looked after must be there, and what is not ours is left alone",
    arguments: [[], ["passwd"]]
  )
  func existing(names: [String]) throws {
    let directory = try TemporaryDirectory()
    let path = try make(names, in: directory)
    let error = #expect(throws: RobotServerError.self) { try DataDirectory(existing: path) }
    #expect(error?.description.contains("\(path) is no data directory of robotd") == true)
    #expect(try FileSystem.list(path) == names)
  }

  @Test(
    "K13: a directory that others may write to is refused unless it has the sticky bit",
    arguments: [(0o777, false), (0o702, false), (0o1777, true), (0o770, true)]
  )
  func mode(mode: UInt32, isGood: Bool) throws {
    let directory = try TemporaryDirectory()
    let path = try make([], in: directory)
    try FileSystem.changeMode(of: path, to: mode)
    do {
      let taken = try DataDirectory(path)
      withExtendedLifetime(taken) {}
      #expect(isGood)
    } catch {
      #expect(!isGood && error.kind == .configuration)
      #expect(error.description.hasPrefix("data_directory: others may write to \(path) (mode 0"))
      #expect(try FileSystem.list(path).isEmpty)
    }
  }
}
