import RobotModel
import Testing

@testable import RobotServer

@Suite struct ZoneDirectoryTests {
  private let log = Log(level: .error, format: .logfmt)

  @Test("Zones of the system are found by name")
  func found() {
    let zones = ZoneDirectory(log: log)
    #expect(zones.zone("Europe/Warsaw")?.name == "Europe/Warsaw")
    #expect(zones.zone("UTC") == .utc)
    #expect(zones.zone("Europe/Nowhere") == nil)
  }

  @Test(
    "A name that could lead out of the directory is no zone",
    arguments: [
      "", "/etc/passwd", "../passwd", "Europe/../../passwd", "Europe//Warsaw", "Europe/", ".",
      "Europe/Warsaw\u{0}", "a b", "Europe", String(repeating: "a", count: 65),
    ]
  )
  func tricks(name: String) {
    #expect(ZoneDirectory(log: log).zone(name) == nil)
  }

  @Test("A file that is no zone's is none")
  func damaged() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write("not a zone", as: "Broken")
    #expect(
      ZoneDirectory(directory.path, log: Log(level: .error, format: .logfmt)).zone("Broken") == nil
    )
  }
}
