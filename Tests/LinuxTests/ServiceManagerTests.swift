import Linux
import Testing

/// These tests change the environment, so they are one suite that runs one after the other.
@Suite(.serialized) struct ServiceManagerTests {
  @Test("without a manager notices go nowhere and no socket is handed down")
  func nobody() throws {
    try Environment.remove("NOTIFY_SOCKET")
    #expect(try ServiceManager.notify("READY=1\n") == false)
    #expect(try ServiceManager.takePassedCount() == nil)
  }

  @Test("sockets meant for another process are not taken")
  func otherProcess() throws {
    try Environment.set("LISTEN_FDS", to: "1")
    try Environment.set("LISTEN_PID", to: "1")
    #expect(try ServiceManager.takePassedCount() == nil)
    #expect(Environment.value("LISTEN_FDS") == "1")
    try Environment.remove("LISTEN_FDS")
    try Environment.remove("LISTEN_PID")
  }

  @Test("a missing notify socket is an error that names it")
  func missing() throws {
    try Environment.set("NOTIFY_SOCKET", to: "/no/such/notify")
    let error = #expect(throws: SystemError.self) { try ServiceManager.notifyReady() }
    #expect(error?.path == "/no/such/notify")
    try Environment.remove("NOTIFY_SOCKET")
  }
}
