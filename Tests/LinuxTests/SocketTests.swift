import Glibc
import Linux
import Testing

@Suite struct SocketTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private struct NobodyThere: Error {}

  /// The connection that is waiting.
  private func accepted(by listener: borrowing UnixListener) throws -> UnixStream {
    guard let stream = try listener.accept() else { throw NobodyThere() }
    return stream
  }

  /// Whether a connection is waiting, which is then closed.
  private func isAnyoneWaiting(at listener: borrowing UnixListener) throws -> Bool {
    let stream = try listener.accept()
    switch stream {
    case .some: return true
    case .none: return false
    }
  }

  @Test("bytes go both ways, waiting is told, and the end is told")
  func transfer() throws {
    let path = directory.file("s")
    let listener = try UnixListener(path: path, mode: 0o600)
    let isEarly = try isAnyoneWaiting(at: listener)
    #expect(!isEarly)
    let client = try UnixStream(connectingTo: path)
    let server = try accepted(by: listener)
    var buffer = [UInt8](repeating: 0, count: 8)
    #expect(try server.receive(into: &buffer) == .wouldBlock)
    #expect(try client.send([1, 2, 3].span) == .moved(3))
    #expect(try server.receive(into: &buffer) == .moved(3))
    #expect(buffer.prefix(3) == [1, 2, 3])
    client.finishWriting()
    #expect(try server.receive(into: &buffer) == .ended)
    #expect(try server.send([9].span) == .moved(1))
    #expect(try client.receive(into: &buffer) == .moved(1))
  }

  @Test("writing to a closed peer is an end, not a signal")
  func closedPeer() throws {
    let listener = try UnixListener(path: directory.file("s"), mode: 0o600)
    let server: UnixStream
    do {
      let client = try UnixStream(connectingTo: directory.file("s"))
      server = try accepted(by: listener)
      #expect(try client.send([1].span) == .moved(1))
    }
    #expect(try server.send([1].span) == .ended)
  }

  @Test("a full socket takes what fits and then says that it would block")
  func full() throws {
    let listener = try UnixListener(path: directory.file("s"), mode: 0o600)
    let client = try UnixStream(connectingTo: directory.file("s"))
    let server = try accepted(by: listener)
    let block = [UInt8](repeating: 7, count: 1 << 16)
    var sent = 0
    var blocked = false
    while !blocked {
      switch try client.send(block.span) {
      case .moved(let count): sent += count
      case .wouldBlock: blocked = true
      case .ended: Issue.record("nobody has closed")
      }
      try #require(sent < 1 << 26)
    }
    var received = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case .moved(let count) = try server.receive(into: &buffer) { received += count }
    #expect(received == sent)
  }

  @Test("the peer's user, group and process are known")
  func peer() throws {
    let listener = try UnixListener(path: directory.file("s"), mode: 0o600)
    let client = try UnixStream(connectingTo: directory.file("s"))
    let server = try accepted(by: listener)
    let peer = try server.peer()
    #expect(peer.userID == Account.effectiveUserID)
    #expect(peer.groupID == getegid())
    #expect(peer.processID == CurrentProcess.processID)
    _ = try client.peer()
  }

  @Test(
    "K13: the socket file has exactly the mode asked for",
    arguments: [0o600, 0o660] as [UInt32]
  )
  func mode(mode: UInt32) throws {
    let path = directory.file("s")
    let listener = try UnixListener(path: path, mode: mode)
    let status = try FileSystem.status(of: path)
    #expect(status.mode == mode && status.kind == .socket)
    _ = listener.descriptor.number
  }

  @Test("a taken path is told apart from a stale one")
  func taken() throws {
    let path = directory.file("s")
    do {
      let listener = try UnixListener(path: path, mode: 0o600)
      let error = #expect(throws: SystemError.self) {
        _ = try UnixListener(path: path, mode: 0o600)
      }
      #expect(error?.number == ErrorNumber(rawValue: EADDRINUSE))
      _ = listener.descriptor.number
    }
    let stale = #expect(throws: SystemError.self) { _ = try UnixStream(connectingTo: path) }
    #expect(stale?.number == .connectionRefused)
    let missing = #expect(throws: SystemError.self) {
      _ = try UnixStream(connectingTo: directory.file("none"))
    }
    #expect(missing?.number == .noSuchFile)
  }

  @Test("a path that is too long is named whole in the error")
  func tooLong() {
    let path = "/tmp/" + String(repeating: "x", count: 103)
    let error = #expect(throws: SystemError.self) { _ = try UnixStream(connectingTo: path) }
    #expect(error?.number == .nameTooLong && error?.path == path)
  }

  @Test("an abstract name works without a file")
  func abstract() throws {
    let name = "@robotd-test-\(CurrentProcess.processID)-\(try Entropy.word())"
    let listener = try UnixListener(path: name, mode: 0o600)
    let client = try UnixStream(connectingTo: name)
    let isAnyone = try isAnyoneWaiting(at: listener)
    #expect(isAnyone)
    _ = try client.peer()
  }

  @Test("only a listening Unix socket is adopted")
  func adopt() throws {
    let listener = try UnixListener(path: directory.file("s"), mode: 0o600)
    let adopted = try UnixListener(adopting: listener.descriptor.duplicate())
    let isAnyone = try isAnyoneWaiting(at: adopted)
    #expect(!isAnyone)
    let file = try File(directory.file("f"), .createNew)
    let error = #expect(throws: SystemError.self) {
      _ = try UnixListener(adopting: file.descriptor.duplicate())
    }
    #expect(error?.number == .invalidArgument)
  }

  @Test("the two ends of a pair talk to each other")
  func pair() throws {
    let pair = try UnixStream.pair()
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(try pair.first.send([5].span) == .moved(1))
    #expect(try pair.second.receive(into: &buffer) == .moved(1))
  }
}
