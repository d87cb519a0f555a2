import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct RobotResponseTests {
  private static var shown: ShownRobot {
    let place = StageKey(entityType: "deal", pipeline: "sales", stage: "new")
    var robot = Robot(id: "r", place: place, type: "notify")
    robot.position = 1
    robot.parameters = [NamedValue(name: "text", value: .text("Hi"))]
    robot.timing.start = TimeSpan(count: 2, unit: .hour).map { .after($0) } ?? .immediately
    robot.timing.maxLatenessMilliseconds = 1500
    robot.condition = .comparison(
      Comparison(path: "amount", comparisonOperator: .greater, operands: [.integer(5)])
    )
    robot.version = 4
    robot.author = "anna"
    return ShownRobot(robot: robot, conditionText: "amount > 5")
  }

  private static let shownJSON = """
    {"id":"r","entityType":"deal","pipeline":"sales","stage":"new","position":1,\
    "type":"notify","parameters":{"text":{"text":"Hi"}},"timing":{"after":{"count":"2",\
    "unit":"TIME_UNIT_HOUR"},"chainPolicy":"CHAIN_POLICY_ON_SUCCESS","maxLateness":"1.500s",\
    "pastDue":"PAST_DUE_RUN_NOW_UNTIL_DATE","workingTime":"WORKING_TIME_OFF"},\
    "condition":{"comparison":{"path":"amount","operator":"CONDITION_OPERATOR_GREATER",\
    "operands":[{"integer":"5"}]}},"conditionText":"amount > 5",\
    "evaluateAt":"EVALUATE_AT_FIRE","runLimit":"RUN_LIMIT_EVERY_ENTRY","enabled":true,\
    "version":"4","etag":"4-0","author":"anna","createTime":"1970-01-01T00:00:00Z",\
    "updateTime":"1970-01-01T00:00:00Z"}
    """

  @Test("a robot is shown with both forms of its condition and every policy named")
  func robot() throws {
    let expected = #"{"robot":\#(Self.shownJSON)}"#
    #expect(try CreateRobotResponse(robot: Self.shown).json == expected)
    var inFlight = InFlightCounts()
    inFlight.kept = 1
    inFlight.migrated = 2
    inFlight.cancelled = 3
    #expect(
      try UpdateRobotResponse(robot: Self.shown, inFlight: inFlight).json == """
        {"robot":\(Self.shownJSON),"inFlight":{"kept":"1","migrated":"2","cancelled":"3"}}
        """
    )
    #expect(try MoveRobotResponse(robot: Self.shown).json == expected)
    var counts = RobotCounts()
    counts.succeeded = 1
    counts.skipped = 2
    counts.failed = 3
    counts.cancelled = 4
    counts.waiting = 5
    let countsJSON = """
      {"succeeded":"1","skipped":"2","failed":"3","cancelled":"4","waiting":"5"}
      """
    #expect(
      try GetRobotResponse(robot: Self.shown, counts: counts).json
        == #"{"robot":\#(Self.shownJSON),"counts":\#(countsJSON)}"#
    )
    let page = Page(elements: [Self.shown], nextToken: "t")
    #expect(
      try ListRobotsResponse(page: page, counts: [counts]).json == """
        {"robots":[\(Self.shownJSON)],"nextPageToken":"t","counts":{"r":\(countsJSON)}}
        """
    )
    #expect(try DeleteRobotResponse(cancelledRuns: 3).json == #"{"cancelledRuns":"3"}"#)
  }

  @Test("what a robot is shown as can be sent back and means the same", arguments: UInt64(1)...40)
  func roundTrip(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let robot = random.robot()
    var bytes: [UInt8] = []
    CreateRobotResponse(robot: ShownRobot(robot: robot, conditionText: "a = 1"))
      .encode(into: &bytes, with: Arena())
    let request = try CreateRobotRequest(decoding: bytes.span.bytes, with: Arena())
    #expect(request.command.draft == RobotDraft(robot: robot, conditionText: "a = 1"))
  }

  @Test("the catalogue tells parameters, outputs and who performs a type")
  func robotTypes() throws {
    let type = RobotType(
      id: "notify",
      displayName: "Notify",
      description: "Tells a colleague.",
      categories: [.forEmployee, .own],
      isAuxiliary: true,
      endsVisit: true,
      parameters: [
        Parameter(
          id: "kind",
          displayName: "Kind",
          description: "Which.",
          kind: .choice,
          isRequired: true,
          isMultiple: true,
          options: ["a", "b"],
          defaultValue: .text("a")
        )
      ],
      outputs: [Output(id: "link", displayName: "Link", type: .text)]
    )
    let page = Page(elements: [ShownRobotType(type: type, executor: "store")], nextToken: "")
    #expect(
      try ListRobotTypesResponse(page: page).json == """
        {"robotTypes":[{"id":"notify","displayName":"Notify","description":"Tells a colleague.",\
        "categories":["ROBOT_CATEGORY_FOR_EMPLOYEE","ROBOT_CATEGORY_OWN"],"auxiliary":true,\
        "endsVisit":true,"parameters":[{"id":"kind","displayName":"Kind",\
        "description":"Which.","kind":"PARAMETER_KIND_CHOICE","required":true,"multiple":true,\
        "options":["a","b"],"defaultValue":{"text":"a"}}],"outputs":[{"id":"link",\
        "displayName":"Link","type":"VALUE_TYPE_TEXT"}],"executor":"store"}]}
        """
    )
  }
}
