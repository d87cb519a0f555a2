import Protobuf
import RobotModel
import Testing

@testable import RobotAPI

/// Answers without pages hold what a message has room for, and say that there is more.
@Suite struct CutResponseTests {
  /// A finding of ten kilobytes.
  private static let finding = LintFinding(
    kind: .cycle,
    isError: false,
    place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
    robots: ["r"],
    message: String(repeating: "x", count: 10_000)
  )

  /// A copy of ten kilobytes.
  private static func copy(_ index: Int) -> CopyRobotsResponse.Copy {
    var robot = Robot(
      id: "r\(index)",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      type: "write_log"
    )
    robot.parameters = [NamedValue(name: "text", value: .text(finding.message))]
    return ("original", ShownRobot(robot: robot, conditionText: ""))
  }

  /// How often a word stands in an answer that is written within a limit, and whether it says that
  /// there is more.
  private func written(
    _ response: some ListResponse,
    _ name: String,
    atMost limit: Int,
    counting words: [String]
  ) throws -> (counts: [Int], isTruncated: Bool) {
    var bytes: [UInt8] = []
    #expect(response.encode(into: &bytes, with: Arena(), atMost: limit))
    #expect(bytes.count <= limit)
    let json = try JSONMessages.json("robots.v1.\(name)", bytes)
    let counts = words.map { json.split(separator: $0, omittingEmptySubsequences: false).count - 1 }
    return (counts, json.contains("\"truncated\":true") || json.contains("\"truncated\": true"))
  }

  @Test("Findings are told as far as they fit")
  func findings() throws {
    let response = LintRulesResponse(findings: Array(repeating: Self.finding, count: 5))
    let whole = try written(response, "LintRulesResponse", atMost: 60_000, counting: ["xxx\""])
    #expect(whole == ([5], false))
    let part = try written(response, "LintRulesResponse", atMost: 34_000, counting: ["xxx\""])
    #expect(part == ([3], true))
    let none = try written(response, "LintRulesResponse", atMost: 9_000, counting: ["xxx\""])
    #expect(none == ([0], true))
  }

  @Test("Copies come before warnings about them")
  func copies() throws {
    let response = CopyRobotsResponse(
      copies: (0..<3).map(Self.copy),
      warnings: [Self.finding, Self.finding]
    )
    let words = ["\"source\"", "\"message\""]
    for (limit, counts, isTruncated) in [
      (60_000, [3, 2], false), (45_000, [3, 1], true), (25_000, [2, 0], true),
    ] {
      let answer = try written(response, "CopyRobotsResponse", atMost: limit, counting: words)
      #expect(answer == (counts, isTruncated), "\(limit)")
    }
  }
}
