import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct RobotRequestTests {
  @Test("a robot becomes a draft with timing, condition and parameters")
  func create() throws {
    let request = try CreateRobotRequest.json(
      """
      {"robot": {"id": "r", "entityType": "deal", "pipeline": "sales", "stage": "new",
        "position": 2, "displayName": "Call", "alias": "call", "type": "notify",
        "parameters": {"text": {"text": "Hi"}, "recipient": {"text": "responsible"}},
        "timing": {"after": {"count": "3", "unit": "TIME_UNIT_DAY"}, "afterPrevious": true,
          "chainPolicy": "CHAIN_POLICY_ON_FINISH", "timeZone": "Europe/Warsaw",
          "maxLateness": "90.0005s"},
        "condition": {"all": {"conditions": [
          {"comparison": {"path": "amount", "operator": "CONDITION_OPERATOR_GREATER",
            "operands": [{"integer": "5"}]}},
          {"not": {"any": {}}}]}},
        "conditionText": "amount > 5", "evaluateAt": "EVALUATE_AT_BOTH",
        "actingUser": "creator", "runLimit": "RUN_LIMIT_ONCE_PER_DAY",
        "surviveStageChange": true, "enabled": false}, "force": true, "requestId": "q"}
      """
    )
    var robot = Robot(
      id: "r",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      type: "notify"
    )
    robot.position = 2
    robot.displayName = "Call"
    robot.alias = "call"
    robot.parameters = [
      NamedValue(name: "recipient", value: .text("responsible")),
      NamedValue(name: "text", value: .text("Hi")),
    ]
    robot.timing = Timing(
      start: .after(try #require(TimeSpan(count: 3, unit: .day))),
      isAfterPrevious: true,
      chainPolicy: .onFinish,
      timeZone: "Europe/Warsaw",
      maxLatenessMilliseconds: 90_001
    )
    robot.condition = .all([
      .comparison(
        Comparison(path: "amount", comparisonOperator: .greater, operands: [.integer(5)])
      ),
      .not(.any([])),
    ])
    robot.evaluateAt = .both
    robot.actingUser = "creator"
    robot.runLimit = .oncePerDay
    robot.survivesStageChange = true
    robot.isEnabled = false
    #expect(request.command.draft == RobotDraft(robot: robot, conditionText: "amount > 5"))
    #expect(request.command.isForced)
    #expect(request.identity.requestID == "q")
  }

  @Test("unset policies are the first ones, and a robot is enabled")
  func defaults() throws {
    let robot = try CreateRobotRequest.json(#"{"robot": {"type": "log"}}"#).command.draft.robot
    #expect(robot.timing == Timing())
    #expect(robot.evaluateAt == .fire)
    #expect(robot.runLimit == .everyEntry)
    #expect(robot.isEnabled)
    #expect(robot.condition == nil)
  }

  @Test("S-30: every offending field of a robot is named, with what would be right")
  func violations() throws {
    let violations = try CreateRobotRequest.violations(
      """
      {"robot": {"position": -1, "parameters": {"text": {}}, "runLimit": 99,
        "timing": {"after": {"count": "-1"}, "maxLateness": "-1s"},
        "condition": {"all": {"conditions": [{}, {"comparison": {"path": "a", "operator": -3,
          "operands": [{}]}}]}}}}
      """
    )
    #expect(
      violations == [
        "robot.position: is -1; places count from 1, and 0 asks for the last",
        "robot.parameters.text: a value is needed: text, boolean, integer and so on",
        """
        robot.timing.max_lateness: -1 seconds and 0 nanos are no duration here: seconds are 0 to \
        315576000000, nanos 0 to 999999999
        """,
        """
        robot.timing.after.unit: is needed: one of TIME_UNIT_SECOND, TIME_UNIT_MINUTE, \
        TIME_UNIT_HOUR, TIME_UNIT_DAY, TIME_UNIT_WEEK, TIME_UNIT_MONTH, TIME_UNIT_YEAR
        """,
        "robot.timing.after.count: is -1; it must not be negative",
        "robot.condition.all.conditions[0]: a condition is one of all, any, not and comparison",
        """
        robot.condition.all.conditions[1].comparison.operator: is -3: one of \
        CONDITION_OPERATOR_EQUAL, CONDITION_OPERATOR_NOT_EQUAL, CONDITION_OPERATOR_GREATER, \
        CONDITION_OPERATOR_GREATER_OR_EQUAL, CONDITION_OPERATOR_LESS, \
        CONDITION_OPERATOR_LESS_OR_EQUAL, CONDITION_OPERATOR_BETWEEN, CONDITION_OPERATOR_IN, \
        CONDITION_OPERATOR_NOT_IN, CONDITION_OPERATOR_CONTAINS, CONDITION_OPERATOR_NOT_CONTAINS, \
        CONDITION_OPERATOR_STARTS_WITH, CONDITION_OPERATOR_EMPTY, CONDITION_OPERATOR_NOT_EMPTY, \
        CONDITION_OPERATOR_CHANGED
        """,
        """
        robot.condition.all.conditions[1].comparison.operands[0]: a value is needed: text, \
        boolean, integer and so on
        """,
        """
        robot.run_limit: is 99: one of RUN_LIMIT_EVERY_ENTRY, RUN_LIMIT_ONCE_PER_ITEM, \
        RUN_LIMIT_ONCE_PER_DAY, RUN_LIMIT_ONCE_PER_WEEK, RUN_LIMIT_ONCE_PER_MONTH, \
        RUN_LIMIT_ONCE_PER_YEAR
        """,
      ]
    )
  }

  @Test("a condition of more than 200 nodes is refused")
  func nodes() throws {
    func robot(members: Int) -> String {
      let member = #"{"comparison": {"path": "a", "operator": "CONDITION_OPERATOR_EMPTY"}}"#
      let members = Array(repeating: member, count: members).joined(separator: ",")
      return #"{"robot": {"condition": {"any": {"conditions": [\#(members)]}}}}"#
    }
    #expect(try CreateRobotRequest.violations(robot(members: 199)).isEmpty)
    #expect(
      try CreateRobotRequest.violations(robot(members: 200))
        == ["robot.condition: a condition has at most 200 nodes"]
    )
  }

  @Test("a mask names fields of the message; a star names all")
  func mask() throws {
    func update(_ mask: String) throws -> UpdateRobotRequest {
      try .json(#"{"robot": {"id": "r", "etag": "e"}, "updateMask": "\#(mask)"}"#)
    }
    let request = try update("displayName,timing")
    #expect(request.command.mask == ["display_name", "timing"])
    #expect(request.command.etag == "e")
    let star = try JSONMessages.wire("robots.v1.UpdateRobotRequest", #"{"robot": {}}"#)
    let starred = star + [0x12, 3, 0x0a, 1, UInt8(ascii: "*")]
    #expect(
      try UpdateRobotRequest(decoding: starred.span.bytes, with: Arena()).command.mask == []
    )
    #expect(
      try UpdateRobotRequest.violations(
        #"{"robot": {"id": "r"}, "updateMask": "timing.after,colour"}"#
      ) == [
        """
        update_mask.paths[0]: there is no "timing.after"; name whole fields of the message, such \
        as display_name
        """,
        """
        update_mask.paths[1]: there is no "colour"; name whole fields of the message, such as \
        display_name
        """,
      ]
    )
  }

  @Test(
    "bytes that are no message are refused with the place",
    arguments: [
      ([0x0a, 0x05, 0x01], "robot: the message ends in the middle of a field (byte 1)"),
      ([0xff], "byte 0: the message ends in the middle of a field"),
      (
        [0x1a, 3, 0x61, 0x61, 0],
        "request_id: text must not hold the character U+0000, which is byte 3 of it (byte 2)"
      ),
      ([0x1a, 1, 0x80], "request_id: text must be UTF-8 (byte 2)"),
    ]
  )
  func malformed(bytes: [UInt8], message: String) {
    let error = #expect(throws: RequestError.self) {
      try CreateRobotRequest(decoding: bytes.span.bytes, with: Arena())
    }
    #expect(error?.code == .invalidArgument)
    #expect(error?.reason == "MALFORMED_MESSAGE")
    #expect(error?.message == message)
  }
}
