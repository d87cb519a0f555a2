import RobotAPI
import RobotModel
import Testing

@Suite struct RunRequestTests {
  private static let number = StoreNumber(rawValue: 1_763_774_000_000 << 20)

  @Test("runs are narrowed by item, robot, visit, state and due time")
  func listRuns() throws {
    let request = try ListRunsRequest.json(
      """
      {"entityType": "deal", "itemId": "D-1", "robot": "r", "visit": "\(Self.number.text)",
       "states": ["RUN_STATE_WAITING", "RUN_STATE_FAILED"],
       "dueBefore": "1970-01-01T00:00:02Z", "pageSize": 5, "pageToken": "t"}
      """
    )
    var query = RunQuery()
    query.entityType = "deal"
    query.itemID = "D-1"
    query.robot = "r"
    query.visit = Self.number
    query.states = [.waiting, .failed]
    query.dueBefore = Instant(millisecondsSinceEpoch: 2000)
    #expect(request.query == query)
    #expect(request.page == PageRequest(size: 5, token: "t"))
  }

  @Test("S-30: every offending field is named")
  func violations() throws {
    #expect(
      try ListRunsRequest.violations(
        #"{"visit": "nonsense", "states": [1, 0, 77], "pageSize": -2}"#
      ) == [
        #"visit: "nonsense" is no id of the service's making: those have 13 characters"#,
        """
        states[1]: is needed: one of RUN_STATE_WAITING, RUN_STATE_READY, RUN_STATE_DISPATCHED, \
        RUN_STATE_SUCCEEDED, RUN_STATE_FAILED, RUN_STATE_SKIPPED, RUN_STATE_CANCELLED
        """,
        """
        states[2]: is 77: one of RUN_STATE_WAITING, RUN_STATE_READY, RUN_STATE_DISPATCHED, \
        RUN_STATE_SUCCEEDED, RUN_STATE_FAILED, RUN_STATE_SKIPPED, RUN_STATE_CANCELLED
        """,
        "page_size: is -2; it is 0 for 50, else 1 to 1000",
      ]
    )
    #expect(try GetRunRequest.violations("{}") == ["id: an id is needed"])
    #expect(
      try AdvanceClockRequest.violations("{}")
        == ["target: a moment to move to, or a duration to move by, is needed"]
    )
    #expect(
      try GetBoardRequest.violations(#"{"itemsPerStage": -1}"#)
        == ["items_per_stage: is -1; it is 0 for 50, else 1 to 1000"]
    )
  }

  @Test("the other questions carry what they ask")
  func questions() throws {
    #expect(try GetRunRequest.json(#"{"id": "\#(Self.number.text)"}"#).run == Self.number)
    let watch = try WatchRunsRequest.json(
      #"{"entityType": "deal", "robot": "r", "states": ["RUN_STATE_READY"]}"#
    )
    #expect(watch.query.entityType == "deal")
    #expect(watch.query.robot == "r")
    #expect(watch.query.states == [.ready])
    let explain = try ExplainRequest.json(
      #"{"entityType": "deal", "itemId": "D-1", "robot": "r", "visit": "\#(Self.number.text)"}"#
    )
    #expect(explain.item == RecordKey(entityType: "deal", id: "D-1"))
    #expect(explain.robot == "r")
    #expect(explain.visit == Self.number)
    let board = try GetBoardRequest.json(#"{"entityType": "deal", "pipeline": "sales"}"#)
    #expect(board.pipeline == PipelineKey(entityType: "deal", id: "sales"))
    #expect(board.itemsPerStage == 50)
    let history = try ListHistoryRequest.json(
      #"{"entityType": "deal", "recordId": "D-1", "robot": "r", "newestFirst": true, "#
        + #""kinds": ["HISTORY_KIND_MOVED", "HISTORY_KIND_ERASED"], "#
        + #""startTime": "1970-01-01T00:00:01Z", "endTime": "1970-01-01T00:00:02Z"}"#
    )
    #expect(history.query.recordID == "D-1")
    #expect(history.query.isNewestFirst)
    #expect(history.query.kinds == [.moved, .erased])
    #expect(history.query.startTime == Instant(millisecondsSinceEpoch: 1_000))
    #expect(history.query.endTime == Instant(millisecondsSinceEpoch: 2_000))
    let error = #expect(throws: RequestError.self) {
      try ListHistoryRequest.json(#"{"kinds": ["HISTORY_KIND_MOVED", 99]}"#)
    }
    #expect(error?.violations.map(\.field) == ["kinds[1]"])
    let records = try ListRecordsRequest.json(#"{"entityType": "deal", "filter": "a > 1"}"#)
    #expect(records.filter == "a > 1")
    let record = try GetRecordRequest.json(#"{"entityType": "deal", "id": "D-1"}"#)
    #expect(record.key == RecordKey(entityType: "deal", id: "D-1"))
    _ = try GetStatusRequest.json("{}")
    _ = try SnapshotRequest.json("{}")
  }

  @Test("a clock is moved to a moment or by a time")
  func advanceClock() throws {
    let to = try AdvanceClockRequest.json(
      #"{"to": "1970-01-01T00:00:01Z", "settleTimeout": "0.5s"}"#
    )
    #expect(to.target == .to(Instant(millisecondsSinceEpoch: 1000)))
    #expect(to.settleTimeoutMilliseconds == 500)
    let by = try AdvanceClockRequest.json(#"{"by": "86400s"}"#)
    #expect(by.target == .by(86_400_000))
    #expect(by.settleTimeoutMilliseconds == nil)
  }
}
