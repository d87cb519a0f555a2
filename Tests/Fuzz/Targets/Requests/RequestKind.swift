import Protobuf
import RobotAPI
import RobotModel

/// A request message with the way to read it and samples in JSON.
struct RequestKind: Sendable {
  /// The full name: `robots.v1.PutRecordRequest`.
  let name: String
  let decode: @Sendable (RawSpan, Arena) throws(RequestError) -> Void
  let samples: [String]

  init<Request: RequestMessage & SendableMetatype>(
    _ type: Request.Type,
    _ samples: String...
  ) {
    name = "robots.v1.\(type)"
    decode = { bytes, arena throws(RequestError) in _ = try Request(decoding: bytes, with: arena) }
    self.samples = samples
  }

  /// Those of every method.
  static let all =
    records + execution + schema + robots + edit + triggers + calendars + versions + runs

  private static let records = [
    RequestKind(
      PutRecordRequest.self,
      """
      {"record": {"entityType": "deal", "id": "D-1", "pipeline": "sales", "stage": "new", "fields": {
        "name": {"text": "Szafa dębowa"}, "amount": {"money": {"currencyCode": "PLN", "units": "5"}},
        "area": {"decimal": {"value": "12.50"}}, "close_date": {"date": {"year": 2026, "month": 6,
        "day": 3}}, "called": {"timestamp": "2026-06-03T10:00:00.5Z"}, "urgent": {"boolean": true},
        "rooms": {"integer": "-3"}, "company": {"reference": {"entityType": "company", "id": "C"}},
        "tags": {"list": {"values": [{"text": "a"}, {"text": "b"}]}}, "gone": {}}},
        "updateMask": "fields.name,stage", "allowMissing": false, "eventId": "E-1",
        "eventTime": "2026-03-02T08:00:00Z", "causationId": "C-1", "suppressAutomation": true,
        "requestId": "R-1"}
      """,
      #"{"record": {"entityType": "contact", "id": "K"}, "validateOnly": true}"#
    ),
    RequestKind(GetRecordRequest.self, #"{"entityType": "deal", "id": "D-1"}"#),
    RequestKind(
      ListRecordsRequest.self,
      #"{"entityType": "deal", "filter": "amount > 5", "pageSize": 7, "pageToken": "abc"}"#
    ),
    RequestKind(
      DeleteRecordRequest.self,
      #"{"entityType": "deal", "id": "D", "etag": "x", "eventId": "E", "requestId": "R"}"#
    ),
    RequestKind(
      EraseRecordRequest.self,
      #"{"entityType": "contact", "id": "C-1", "texts": ["Maria Kowalska"]}"#
    ),
    RequestKind(
      MoveItemRequest.self,
      #"{"entityType": "deal", "id": "D", "stage": "won", "eventTime": "2026-03-02T08:00:00Z"}"#
    ),
    RequestKind(
      PutFileRequest.self,
      #"{"header": {"id": "F", "name": "a.pdf", "byteCount": "3"}}"#,
      #"{"chunk": "AAEC"}"#
    ),
    RequestKind(GetFileRequest.self, #"{"id": "F"}"#),
  ]

  private static let execution = [
    RequestKind(GetRunRequest.self, #"{"id": "0000000000001"}"#),
    RequestKind(
      ListRunsRequest.self,
      """
      {"entityType": "deal", "itemId": "D", "states": ["RUN_STATE_WAITING", "RUN_STATE_FAILED"],
       "dueBefore": "2026-03-02T08:00:00Z", "pageSize": 1000}
      """
    ),
    RequestKind(WatchChangesRequest.self, #"{"after": "1-00000000", "entityTypes": ["deal"]}"#),
    RequestKind(WatchRunsRequest.self, #"{"itemId": "D", "entityType": "deal"}"#),
    RequestKind(ExplainRequest.self, #"{"entityType": "deal", "itemId": "D", "robot": "r"}"#),
    RequestKind(GetBoardRequest.self, #"{"entityType": "deal", "pipeline": "sales"}"#),
    RequestKind(
      WorkRequest.self,
      #"{"hello": {"queues": ["robot.notify"], "credit": 5, "workerName": "w"}}"#,
      #"{"credit": {"credit": 9}}"#,
      #"{"heartbeat": {"ids": ["0000000000001"]}}"#,
      #"{"result": {"id": "0000000000001", "key": "k", "success": {"outputs": {"a": {"text": "b"}}}}}"#,
      #"{"result": {"id": "1", "failure": {"message": "no", "permanent": true, "retryAfter": "3s"}}}"#
    ),
    RequestKind(ListHistoryRequest.self, #"{"recordId": "D", "newestFirst": true}"#),
    RequestKind(GetStatusRequest.self, "{}"),
    RequestKind(SnapshotRequest.self, "{}"),
    RequestKind(BackupRequest.self, "{}"),
    RequestKind(
      AdvanceClockRequest.self,
      #"{"by": "86400s", "settleTimeout": "5s"}"#,
      #"{"to": "2026-03-02T08:00:00Z"}"#
    ),
  ]

  private static let schema = [
    RequestKind(
      CreateEntityTypeRequest.self,
      """
      {"entityType": {"id": "car", "displayName": "Car", "hasStages": true, "fields": [
        {"id": "colour", "type": "VALUE_TYPE_ENUMERATION", "options": ["red", "blue"]},
        {"id": "owner", "type": "VALUE_TYPE_REFERENCE", "referenceType": "contact"}]}}
      """
    ),
    RequestKind(GetEntityTypeRequest.self, #"{"id": "car"}"#),
    RequestKind(ListEntityTypesRequest.self, #"{"pageSize": 5}"#),
    RequestKind(
      UpdateEntityTypeRequest.self,
      #"{"entityType": {"id": "car", "displayName": "Car"}, "updateMask": "displayName"}"#
    ),
    RequestKind(DeleteEntityTypeRequest.self, #"{"id": "car", "etag": "1"}"#),
    RequestKind(
      CreatePipelineRequest.self,
      """
      {"pipeline": {"entityType": "deal", "id": "sales", "displayName": "Sales", "stages": [
        {"id": "new"}, {"id": "won", "kind": "STAGE_KIND_WON"}]}, "requestId": "R"}
      """
    ),
    RequestKind(GetPipelineRequest.self, #"{"entityType": "deal", "id": "sales"}"#),
    RequestKind(ListPipelinesRequest.self, #"{"entityType": "deal"}"#),
    RequestKind(
      UpdatePipelineRequest.self,
      #"{"pipeline": {"entityType": "deal", "id": "sales"}, "updateMask": "stages"}"#
    ),
    RequestKind(DeletePipelineRequest.self, #"{"entityType": "deal", "id": "sales"}"#),
  ]

  private static let robots = [
    RequestKind(
      CreateRobotRequest.self,
      """
      {"robot": {"id": "r", "entityType": "deal", "pipeline": "sales", "stage": "new",
        "type": "notify", "parameters": {"text": {"text": "{{name}}"}}, "timing": {"after":
        {"count": "2", "unit": "TIME_UNIT_DAY"}, "afterPrevious": true, "timeZone": "Europe/Warsaw",
        "maxLateness": "60s"}, "condition": {"all": {"conditions": [{"not": {"comparison": {"path":
        "amount", "operator": "CONDITION_OPERATOR_GREATER", "operands": [{"integer": "5"}]}}}]}},
        "evaluateAt": "EVALUATE_AT_BOTH", "enabled": false}, "force": true}
      """,
      #"{"robot": {"type": "write_log", "conditionText": "a = 1", "timing": {"immediately": {}}}}"#
    ),
    RequestKind(GetRobotRequest.self, #"{"id": "r"}"#),
    RequestKind(ListRobotsRequest.self, #"{"entityType": "deal", "stage": "new"}"#),
    RequestKind(
      UpdateRobotRequest.self,
      #"{"robot": {"id": "r", "enabled": true, "etag": "3"}, "updateMask": "enabled,timing"}"#
    ),
    RequestKind(DeleteRobotRequest.self, #"{"id": "r", "requestId": "R"}"#),
    RequestKind(MoveRobotRequest.self, #"{"id": "r", "stage": "won", "position": 2}"#),
    RequestKind(ListRobotTypesRequest.self, #"{"pageSize": 50, "pageToken": "x"}"#),
  ]
}
