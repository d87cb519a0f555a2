import RobotAPI
import RobotModel
import Testing

@Suite struct RunResponseTests {
  private static let number = StoreNumber(rawValue: 1_763_774_000_000 << 20)
  private static let item = RecordKey(entityType: "deal", id: "D-1")

  private static var view: RunView {
    var run = Run(number: number, visit: number, robot: "r", robotVersion: 3, position: 2)
    run.state = .failed
    run.reason = .refused
    run.latenessCause = .downtime
    run.dueTime = .epoch
    run.startTime = Instant(millisecondsSinceEpoch: 2500)
    run.finishTime = Instant(millisecondsSinceEpoch: 3000)
    run.attempts = 2
    var detail = RunDetail()
    detail.resolvedParameters = [NamedValue(name: "text", value: .text("Hi"))]
    detail.outputs = [NamedValue(name: "link", value: .text("x"))]
    detail.actingUser = "anna"
    detail.queue = "crm"
    detail.message = "no"
    run.detail = detail
    return RunView(
      run: run,
      item: item,
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      robotType: "notify",
      robotName: "Call",
      key: "k"
    )
  }

  private static let viewJSON = """
    {"id":"\(number.text)","visit":"\(number.text)","entityType":"deal","itemId":"D-1",\
    "pipeline":"sales","stage":"new","robot":"r","robotVersion":"3","robotType":"notify",\
    "robotName":"Call","position":2,"state":"RUN_STATE_FAILED","reason":"REASON_REFUSED",\
    "message":"no","dueTime":"1970-01-01T00:00:00Z","startTime":"1970-01-01T00:00:02.500Z",\
    "finishTime":"1970-01-01T00:00:03Z","lateness":"2.500s",\
    "latenessCause":"LATENESS_CAUSE_DOWNTIME","attempts":2,\
    "resolvedParameters":{"text":{"text":"Hi"}},"outputs":{"link":{"text":"x"}},\
    "actingUser":"anna","queue":"crm","key":"k"}
    """

  @Test("a run is shown with the names of what it belongs to")
  func runs() throws {
    #expect(try GetRunResponse(run: Self.view).json == #"{"run":\#(Self.viewJSON)}"#)
    #expect(try WatchRunsResponse(run: Self.view).json == #"{"run":\#(Self.viewJSON)}"#)
    #expect(try WatchRunsResponse(run: nil).json == "{}")
    let page = Page(elements: [Self.view], nextToken: "t")
    #expect(
      try ListRunsResponse(page: page).json == #"{"runs":[\#(Self.viewJSON)],"nextPageToken":"t"}"#
    )
  }

  @Test("an explanation tells the visit, the run and the steps")
  func explanation() throws {
    let visit = Visit(
      number: Self.number,
      record: Self.number,
      pipeline: "sales",
      stage: "new",
      enterTime: .epoch,
      leaveTime: Instant(millisecondsSinceEpoch: 5000)
    )
    var step = ExplanationStep(kind: .condition, time: .epoch, text: "amount is 3")
    step.path = "amount"
    step.actual = .integer(3)
    step.expected = [.integer(5)]
    let explanation = Explanation(
      runs: [RunExplanation(visit: visit, run: Self.view, steps: [step])],
      summary: "It failed.",
      events: []
    )
    #expect(
      try ExplainResponse(explanation: explanation, events: [Self.event]).json == """
        {"explanations":[{"visit":{"id":"\(Self.number.text)","entityType":"deal",\
        "itemId":"D-1","pipeline":"sales","stage":"new","enterTime":"1970-01-01T00:00:00Z",\
        "leaveTime":"1970-01-01T00:00:05Z"},"run":\(Self.viewJSON),"steps":[{\
        "kind":"EXPLANATION_KIND_CONDITION","time":"1970-01-01T00:00:00Z",\
        "text":"amount is 3","path":"amount","actual":{"integer":"3"},\
        "expected":[{"integer":"5"}]}]}],"summary":"It failed.","events":[{"id":"E-1",\
        "type":"form_submitted","time":"1970-01-01T00:00:00Z","actingUser":"crm",\
        "candidates":[{"trigger":"t","stage":"won","chosen":true}],"summary":"It came."}]}
        """
    )
  }

  private static var event: ShownHistoryEntry {
    var entry = HistoryEntry(
      sequence: 1,
      time: .epoch,
      record: item,
      kind: .event,
      actingUser: "crm"
    )
    entry.event = EventTrace(
      id: "E-1",
      type: "form_submitted",
      subject: "",
      isTold: true,
      candidates: [TriggerCandidate(trigger: "t", stage: "won", reason: nil)]
    )
    return ShownHistoryEntry(entry: entry, summary: "It came.")
  }

  @Test("the board shows items with their runs by stage, and counts all")
  func board() throws {
    let item = Record(
      number: Self.number,
      key: Self.item,
      fields: [],
      place: nil,
      revision: 1,
      createTime: .epoch,
      updateTime: .epoch,
      visit: .none,
      stageEnterTime: nil
    )
    let stage = BoardStage(
      stage: Stage(id: "new", displayName: "New", kind: .inProgress),
      items: [BoardItem(item: item, runs: [Self.view])],
      itemCount: 7
    )
    #expect(
      try GetBoardResponse(stages: [stage]).json == """
        {"stages":[{"stage":{"id":"new","displayName":"New","kind":"STAGE_KIND_IN_PROGRESS"},\
        "items":[{"item":{"entityType":"deal","id":"D-1","etag":"1-0",\
        "createTime":"1970-01-01T00:00:00Z","updateTime":"1970-01-01T00:00:00Z"},\
        "runs":[\(Self.viewJSON)]}],"itemCount":"7"}]}
        """
    )
  }

  @Test("history is shown with its summary")
  func history() throws {
    var entry = HistoryEntry(
      sequence: 4,
      time: .epoch,
      record: Self.item,
      kind: .fieldChanged,
      actingUser: "anna"
    )
    entry.robot = "r"
    entry.run = Self.number
    entry.visit = Self.number
    entry.field = "amount"
    entry.oldValue = .integer(1)
    entry.newValue = .integer(2)
    entry.oldPipeline = "a"
    entry.oldStage = "b"
    entry.newPipeline = "c"
    entry.newStage = "d"
    entry.reason = .leftStage
    entry.text = "note"
    let shown = ShownHistoryEntry(entry: entry, summary: "Anna changed it.")
    #expect(
      try ListHistoryResponse(page: Page(elements: [shown], nextToken: "")).json == """
        {"entries":[{"sequence":"4","time":"1970-01-01T00:00:00Z","entityType":"deal",\
        "recordId":"D-1","kind":"HISTORY_KIND_FIELD_CHANGED","actingUser":"anna","robot":"r",\
        "run":"\(Self.number.text)","visit":"\(Self.number.text)","field":"amount",\
        "oldValue":{"integer":"1"},"newValue":{"integer":"2"},"oldPipeline":"a",\
        "oldStage":"b","newPipeline":"c","newStage":"d","reason":"REASON_LEFT_STAGE",\
        "text":"note","summary":"Anna changed it."}]}
        """
    )
  }

  @Test("a moved clock tells what ran meanwhile")
  func advanceClock() throws {
    let response = AdvanceClockResponse(
      time: .epoch,
      instants: 3,
      runs: [Self.view],
      runCount: 9,
      unsettledActions: [Self.number]
    )
    #expect(
      try response.json == """
        {"time":"1970-01-01T00:00:00Z","instants":"3","runs":[\(Self.viewJSON)],\
        "runCount":"9","unsettledActions":["\(Self.number.text)"]}
        """
    )
  }
}
