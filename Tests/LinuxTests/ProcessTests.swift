import Linux
import Synchronization
import Testing

@Suite struct ProcessTests {
  @Test("a child's status and output come back")
  func child() throws {
    let directory = try TemporaryDirectory()
    let child = try ChildProcess(
      "/bin/sh",
      ["-c", "echo \"$GREETING\"; exit 7"],
      environment: ["GREETING=hello"],
      output: .file(directory.file("out"))
    )
    #expect(try child.wait() == .exited(7))
    #expect(try FileSystem.contents(of: directory.file("out")) == Array("hello\n".utf8))
  }

  @Test("a killed child says so, and one that runs is not over")
  func killed() throws {
    let child = try ChildProcess("/bin/sleep", ["1000"], output: .discarded, errors: .discarded)
    #expect(try child.endingIfOver() == nil)
    try child.kill()
    #expect(try child.wait() == .killed(9))
  }

  @Test("a program that is not there is an error with its name")
  func missing() {
    let error = #expect(throws: SystemError.self) { _ = try ChildProcess("/no/such", []) }
    #expect(error?.description == "posix_spawn /no/such: No such file or directory")
  }

  @Test("a helper thread runs its closure and is waited for; a counter wakes it")
  func thread() throws {
    let go = Counter(try EventCounter(blocking: true))
    let done = Mutex(0)
    let box = Box(done)
    let thread = try HelperThread(name: "test-helper") {
      let count = (try? go.counter.wait()) ?? 0
      box.value.withLock { $0 = Int(count) }
    }
    try go.counter.signal()
    thread.join()
    #expect(box.value.withLock { $0 } == 1)
  }

  private final class Counter: Sendable {
    let counter: EventCounter
    init(_ counter: consuming EventCounter) { self.counter = counter }
  }

  private final class Box: Sendable {
    let value: Mutex<Int>
    init(_ value: consuming Mutex<Int>) { self.value = value }
  }

  @Test("a program's pages leave memory and come back as they are used")
  func pages() throws {
    let before = try filePages()
    CurrentProcess.releaseProgramPages()
    let after = try filePages()
    #expect(after < before, "resident of files before: \(before), after: \(after)")
  }

  /// Memory of this process that is resident and belongs to files, in pages.
  private func filePages() throws -> Int {
    let text = String(decoding: try FileSystem.contents(of: "/proc/self/statm"), as: UTF8.self)
    return try #require(Int(text.split(separator: " ")[2]))
  }

  @Test("users and groups are found by name, unknown ones are not there")
  func accounts() throws {
    #expect(try Account.userID(named: "root") == 0)
    #expect(try Account.groupID(named: "root") == 0)
    #expect(try Account.userID(named: "no-such-user-here") == nil)
    #expect(try Account.groupID(named: "no-such-group-here") == nil)
  }

  @Test("the process knows its memory and its program")
  func process() throws {
    #expect(try CurrentProcess.residentBytes() > 1 << 20)
    #expect(try CurrentProcess.executablePath().hasPrefix("/"))
  }

  @Test("random words differ")
  func entropy() throws {
    #expect(try Entropy.word() != Entropy.word())
  }
}
