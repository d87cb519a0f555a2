import Linux
import RobotServer
import Testing

@Suite struct DefaultPathsTests {
  @Test("The service manager's directories come before all others but ROBOTD_SOCKET")
  func serviceManager() {
    let variables = ["RUNTIME_DIRECTORY": "/run/a:/run/b", "STATE_DIRECTORY": "/var/lib/a"]
    #expect(DefaultPaths.socket { variables[$0] } == "/run/a/robotd.sock")
    #expect(DefaultPaths.dataDirectory { variables[$0] } == "/var/lib/a")
    #expect(DefaultPaths.socket { $0 == "ROBOTD_SOCKET" ? "/s" : variables[$0] } == "/s")
  }

  @Test("Without them root has the system's directories and others their own")
  func users() {
    let variables = ["XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/anna"]
    let socket = DefaultPaths.socket { variables[$0] }
    let data = DefaultPaths.dataDirectory { variables[$0] }
    if Account.effectiveUserID == 0 {
      #expect(socket == "/run/robotd/robotd.sock")
      #expect(data == "/var/lib/robotd")
    } else {
      #expect(socket == "/run/user/7/robotd/robotd.sock")
      #expect(data == "/home/anna/.local/state/robotd")
    }
  }
}
