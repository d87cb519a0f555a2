import RobotServer
import Testing

@Suite struct OptionsTests {
  @Test("Values may follow an option or be attached to it")
  func values() throws {
    let options = try Options([
      "--socket", "/run/a.sock", "--data-directory=/var/lib/a", "--config", "c.json",
      "--log-level=debug", "--sync", "always",
    ])
    #expect(options.socketPath == "/run/a.sock")
    #expect(options.dataDirectory == "/var/lib/a")
    #expect(options.configurationFile == "c.json")
    #expect(options.logLevel == .debug)
    #expect(options.clock == .real)
  }

  @Test("S-34: a simulated clock begins now, or where it is told to")
  func simulatedClock() throws {
    #expect(try Options(["--simulated-clock"]).clock == .simulated(startMilliseconds: nil))
    let start = try Options(["--simulated-clock", "1970-01-01T00:00:05Z", "--version"])
    #expect(start.clock == .simulated(startMilliseconds: 5_000))
    #expect(start.asksForVersion)
    let without = try Options(["--simulated-clock", "--help"])
    #expect(without.clock == .simulated(startMilliseconds: nil))
    #expect(without.asksForHelp)
  }

  @Test(
    "What cannot be understood is named with what would be right",
    arguments: [
      (["--sockets"], "unknown argument \"--sockets\"; robotd --help lists all"),
      (["file"], "unknown argument \"file\"; robotd --help lists all"),
      (["--socket"], "--socket needs a path"),
      (["--socket="], "--socket needs a path"),
      (["help", "settings"], "help knows the topic configuration, not \"settings\""),
      (["--help=yes"], "--help takes no value, found \"yes\""),
      (["--sync", "often"], "--sync is one of always, interval, never, none, found \"often\""),
      (
        ["--log-level", "loud"],
        "--log-level is one of debug, info, warning, error, found \"loud\""
      ),
    ]
  )
  func mistakes(arguments: [String], message: String) {
    expectMessage(message) { try Options(arguments) }
  }

  @Test("Help is asked for by a word, too, and so is what the configuration file can hold")
  func help() throws {
    #expect(try Options(["help"]).asksForHelp)
    let options = try Options(["help", "configuration"])
    #expect(options.asksForConfiguration && !options.asksForHelp)
    #expect(Options.help.contains("robotd help configuration"))
  }

  @Test("A start that is no instant is refused")
  func start() {
    #expect(throws: Options.Mistake.self) { try Options(["--simulated-clock=tomorrow"]) }
  }
}
