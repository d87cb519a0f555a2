import GRPC
import Linux
import RobotServer
import Testing

@Suite struct StartTests {
  @Test("A program that embeds the service gets a serving socket and a clean end")
  func embedding() throws {
    let server = try TestServer()
    let client = try server.connect()
    #expect(try client.call("grpc.health.v1.Health/Check")["status"] == "SERVING")
    try server.stop()
    #expect(!FileSystem.exists(server.configuration.socketPath))
  }

  @Test("Health knows each service by name")
  func health() throws {
    let server = try TestServer()
    let client = try server.connect()
    for service in ["robots.v1.RuleService", "robots.v1.ExecutionService"] {
      let request = #"{"service": "\#(service)"}"#
      let answer = try client.call("grpc.health.v1.Health/Check", request)
      #expect(answer["status"] == "SERVING")
    }
  }

  @Test("K8: a second server on the same directory is turned away and the first goes on")
  func secondServer() throws {
    let first = try TestServer()
    let data = first.configuration.dataDirectory
    expectMessage(
      "the data directory \(data) is in use by robotd (pid \(CurrentProcess.processID))"
    ) {
      try TestServer(in: first.directory) { $0.socketPath += "2" }
    }
    #expect(try first.connect().status(of: "ExecutionService/GetStatus") == .ok)
  }

  @Test("S-34: a directory keeps the kind of clock it was made with")
  func clockKind() throws {
    let simulated = try TestServer { $0.clock = .simulated(startMilliseconds: 0) }
    do {
      _ = try simulated.restarted { $0.clock = .real }
      Issue.record("a simulated history was continued on the real clock")
    } catch let error as RobotServerError {
      #expect(error.kind == .configuration)
      #expect(
        error.description.hasSuffix("start with --simulated-clock, or choose another directory")
      )
    }
  }

  @Test("A time zone that the system does not have is refused at the start")
  func zone() {
    expectMessage(
      "time_zone: there is no zone \"Europe/Nowhere\" in /usr/share/zoneinfo; is the package "
        + "tzdata installed?"
    ) {
      try TestServer { $0.timeZone = "Europe/Nowhere" }
    }
  }

  @Test("Data that was damaged is refused, naming file and place, and left as it is")
  func damage() throws {
    let server = try TestServer()
    try server.stop()
    let data = server.configuration.dataDirectory
    let name = try #require(try FileSystem.list(data).first { $0.hasSuffix(".snapshot") })
    let path = "\(data)/\(name)"
    try FileSystem.remove(
      try #require(try FileSystem.list(data).first { $0.hasSuffix(".journal") }).inside(data)
    )
    let before = try FileSystem.contents(of: path)
    do {
      _ = try TestServer(in: server.directory)
      Issue.record("a store without its journal was taken for whole")
    } catch let error as RobotServerError {
      #expect(error.kind == .damagedData)
      #expect(error.description.contains(name))
    }
    #expect(try FileSystem.contents(of: path) == before)
  }
}

extension String {
  /// The path of a file in a directory.
  fileprivate func inside(_ directory: String) -> String { "\(directory)/\(self)" }
}
