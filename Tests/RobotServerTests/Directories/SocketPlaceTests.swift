import Linux
import Testing

@testable import RobotServer

@Suite struct SocketPlaceTests {
  @Test("K13: a missing directory is made 0700 and the socket 0600, whatever the umask")
  func modes() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("a/b/robotd.sock")
    let socket = try SocketPlace(path: path, group: nil).listen()
    #expect(try mode(directory.file("a")) == 0o700)
    #expect(try mode(directory.file("a/b")) == 0o700)
    #expect(try mode(path) == 0o600)
    withExtendedLifetime(socket) {}
  }

  @Test("K13: with a group the directory is 0750, the socket 0660, and both are the group's")
  func group() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("a/robotd.sock")
    let group = try #require(try Account.groupID(named: "root"))
    let socket = try SocketPlace(path: path, group: "root").listen()
    #expect(try mode(directory.file("a")) == 0o750)
    #expect(try mode(path) == 0o660)
    #expect(try FileSystem.status(of: path).groupID == group)
    withExtendedLifetime(socket) {}
  }

  @Test(
    "K13: an existing directory is refused only if others may write it without the sticky bit",
    arguments: [(0o777, false), (0o773, false), (0o1777, true), (0o755, true), (0o770, true)]
  )
  func existing(mode: UInt32, isGood: Bool) throws {
    let directory = try TemporaryDirectory()
    let place = directory.file("place")
    try FileSystem.createDirectory(place, mode: mode)
    do {
      let socket = try SocketPlace(path: "\(place)/robotd.sock", group: nil).listen()
      withExtendedLifetime(socket) {}
      #expect(isGood)
    } catch {
      #expect(!isGood)
      #expect(error.kind == .configuration)
      #expect(error.description.contains("others may write to \(place) (mode 0"))
    }
    #expect(try self.mode(place) == mode)
  }

  @Test("A path that no socket can have is a mistake of the configuration, and names the limit")
  func tooLong() throws {
    let directory = try TemporaryDirectory()
    let name = String(repeating: "x", count: 108 - directory.file("").utf8.count)
    let path = directory.file(name)
    do {
      _ = try SocketPlace(path: path, group: nil)
      Issue.record("\(path) was taken")
    } catch {
      #expect(error.kind == .configuration)
      #expect(
        error.description == "socket: \(path) has 108 bytes; a socket's path has at most 107"
      )
    }
    let longest = try SocketPlace(path: directory.file(String(name.dropLast())), group: nil)
    withExtendedLifetime(try longest.listen()) {}
  }

  @Test("K8: a socket in use is left alone and its owner named; a stale one is replaced")
  func owner() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("robotd.sock")
    var first: ListeningSocket? = try SocketPlace(path: path, group: nil).listen()
    expectMessage(
      "the socket \(path) is in use by robotd (pid \(CurrentProcess.processID))"
    ) {
      _ = try SocketPlace(path: path, group: nil)
    }
    _ = try UnixStream(connectingTo: path)
    first = nil
    #expect(first == nil)
    #expect(FileSystem.exists(path), "a crash leaves the socket file behind")
    let second = try SocketPlace(path: path, group: nil).listen()
    _ = try UnixStream(connectingTo: path)
    withExtendedLifetime(second) {}
  }

  @Test("K8: a socket that another program answers is not taken away from it")
  func stranger() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("robotd.sock")
    let listener = try UnixListener(path: path, mode: 0o600)
    expectMessage("the socket \(path) is in use by process \(CurrentProcess.processID)") {
      _ = try SocketPlace(path: path, group: nil)
    }
    _ = listener.descriptor.number
  }

  @Test("A file that is no socket is never removed")
  func file() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("precious", as: "robotd.sock")
    expectMessage("socket: \(path) is there already and is no socket") {
      _ = try SocketPlace(path: path, group: nil)
    }
    #expect(try FileSystem.contents(of: path) == Array("precious".utf8))
  }

  @Test("A group that does not exist is a mistake of the configuration")
  func unknownGroup() throws {
    let directory = try TemporaryDirectory()
    expectMessage("socket_group: there is no group \"no-such-group\"") {
      _ = try SocketPlace(path: directory.file("s"), group: "no-such-group")
    }
  }

  private func mode(_ path: String) throws -> UInt32 {
    try FileSystem.status(of: path).mode
  }
}
