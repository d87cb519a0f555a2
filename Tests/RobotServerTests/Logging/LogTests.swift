import Testing

@testable import RobotServer

@Suite struct LogTests {
  @Test("logfmt quotes what would not be one word")
  func logfmt() {
    let line = LogLine.logfmt([
      ("event", .text("service ready")), ("pid", .number(7)), ("path", .text("/a")),
      ("none", .text("")), ("error", .text("a \"b\"\nc=\u{1}")),
    ])
    #expect(
      line == #"event="service ready" pid=7 path=/a none="" error="a \"b\"\nc=\u0001""# + "\n"
    )
  }

  @Test("A JSON line is one object whatever the values hold")
  func json() {
    let line = LogLine.json([("event", .text("a\\b")), ("count", .number(-1))])
    #expect(line == #"{"event":"a\\b","count":-1}"# + "\n")
  }

  @Test("Lines below the level are not written, and the level can change")
  func level() {
    var lines: [String] = []
    let log = Log(level: .warning, format: .logfmt) { lines.append($0) }
    log.info("passed over")
    log.warning("written")
    log.level = .debug
    log.debug("now written", ["uid": 7])
    #expect(lines.count == 2)
    #expect(lines[0].hasSuffix("level=warning event=written\n"))
    #expect(lines[1].hasSuffix("level=debug event=\"now written\" uid=7\n"))
  }
}
