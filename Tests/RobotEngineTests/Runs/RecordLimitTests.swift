import RobotModel
import Testing

@testable import RobotEngine

/// What robots write is held to the limits of records, what they are given to those of messages.
@Suite struct RecordLimitTests {
  /// As long as a text of a list may be, counted with what is around it in a message.
  private static let blockByteCount = 64 * 1024

  /// Different texts that take a number of blocks in all.
  private static func blocks(_ count: Int, _ letter: String) -> FieldValue {
    .list(
      (0..<count).map { index in
        .text("\(index)".padded(with: letter, to: blockByteCount - 8))
      }
    )
  }

  private func house(_ robots: String..., putting changes: [FieldChange]) throws -> TestHouse {
    var house = try TestHouse()
    for robot in robots {
      var words = ScenarioWords(robot)
      try house.putRobot(&words)
    }
    try put(changes, house)
    return house
  }

  private func put(_ changes: [FieldChange], _ house: TestHouse) throws {
    let key = house.key("D-1")
    var put = PutRecord(key: key, changes: changes)
    if house.engine.store.liveRecord(key) == nil { (put.pipeline, put.stage) = ("sales", "new") }
    _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
  }

  private func change(_ name: String, _ value: FieldValue) -> FieldChange {
    FieldChange(name: name, value: value)
  }

  private func lastRun(_ house: TestHouse) throws -> Run {
    let visit = try #require(house.visits(of: "D-1").last)
    return try #require(house.runs(of: visit).last)
  }

  @Test("S-19: an addition that would make a list longer than a list may be fails")
  func members() throws {
    let tags = (1...Limits.listCount).map { FieldValue.text("t\($0)") }
    let house = try house(
      "a in new: modify_item append.tags={{source}}",
      putting: [change("tags", .list(tags)), change("source", .text("t7"))]
    )
    #expect(try lastRun(house).state == .succeeded, "it is there already")
    try put([change("source", .text("one more"))], house)
    _ = try house.engine.perform(
      RunRobot(robot: "a", item: house.key("D-1")),
      by: house.ann,
      at: house.engine.time
    )
    let run = try lastRun(house)
    #expect(run.state == .failed && run.reason == .refused)
    #expect(run.detail?.message == "\"tags\" would have 1001 members; a list has at most 1000")
    let record = house.engine.store.recordView(house.slot("D-1"))
    #expect(record.fields.value("tags") == .list(tags), "nothing has changed")
  }

  @Test("A robot cannot make a record larger than a put can")
  func recordSize() throws {
    let house = try house(
      "a in new: modify_item append.emails={{item.tags}}",
      putting: [change("tags", Self.blocks(8, "a")), change("phones", Self.blocks(7, "b"))]
    )
    let run = try lastRun(house)
    #expect(run.state == .failed && run.reason == .refused)
    let most = Limits.recordByteCount
    #expect(run.detail?.message.hasSuffix("bytes; a record has at most \(most)") == true)
    let record = house.engine.store.recordView(house.slot("D-1"))
    #expect(record.fields.value("emails") == nil)
  }

  @Test("Parameters that would not fit into a worker's message beside the item fail their run")
  func parameterSize() throws {
    let house = try house(
      "a in new: modify_item set.emails={{item.tags}} set.phones={{item.tags}}",
      putting: [change("tags", Self.blocks(9, "a"))]
    )
    let run = try lastRun(house)
    #expect(run.state == .failed && run.reason == .refused)
    #expect(run.detail?.message.hasPrefix("the parameters would have more than") == true)
    #expect(run.detail?.resolvedParameters == [])
  }

  @Test("S-5: of large values on which a condition was decided only so much is kept")
  func decidedValues() throws {
    let condition = #"tags IN ("y") OR tags IN ("z") OR source = "web""#
    let house = try house(
      "a in new: write_log text=x if \(condition)",
      putting: [change("tags", Self.blocks(9, "a")), change("source", .text("web"))]
    )
    let run = try lastRun(house)
    #expect(run.state == .succeeded)
    let actual = run.detail?.operands.map(\.actual) ?? []
    #expect(actual == [Self.blocks(9, "a"), .text("…"), .text("web")])
  }

  @Test("A sentence holds the beginning of a long value")
  func words() throws {
    let house = try house(putting: [change("tags", Self.blocks(2, "a"))])
    let words = house.engine.words(Self.blocks(2, "a"))
    #expect(words.hasPrefix("\"0aaa") && words.hasSuffix("a…"))
    #expect(words.utf8.count == Limits.valueWordsByteCount + "…".utf8.count)
    #expect(house.engine.words(.list([.text("b"), .text("c")])) == "\"b\", \"c\"")
  }
}

extension String {
  fileprivate func padded(with letter: String, to count: Int) -> String {
    self + String(repeating: letter, count: count - utf8.count)
  }
}
