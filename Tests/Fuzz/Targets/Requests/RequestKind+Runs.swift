import RobotAPI

extension RequestKind {
  static let runs = [
    RequestKind(
      RunRobotRequest.self,
      #"{"robot": "r", "entityType": "deal", "itemId": "D", "validateOnly": true}"#
    ),
    RequestKind(CancelRunRequest.self, #"{"id": "0000000000001", "requestId": "R"}"#),
    RequestKind(
      RescheduleRunRequest.self,
      #"{"id": "0000000000001", "dueTime": "2026-03-02T08:00:00.001Z"}"#
    ),
    RequestKind(RetryRunRequest.self, #"{"id": "0000000000001"}"#),
    RequestKind(
      SendEventRequest.self,
      """
      {"event": {"id": "E", "type": "form_submitted", "time": "2026-03-02T08:00:00Z", "targets": [
        {"item": {"entityType": "deal", "id": "D"}}, {"client": {"address": "+48 600 100 200",
        "select": "EVENT_SELECTION_NEWEST_OPEN", "entityTypes": ["lead"], "createIfNone":
        {"pipeline": "sales", "fields": {"name": {"text": "New"}}}}}, {"client": {"record":
        {"entityType": "contact", "id": "K"}}}], "payload": {"form": {"text": "a"}, "n": {"list":
        {"values": [{"integer": "1"}]}}}}, "requestId": "R"}
      """
    ),
    RequestKind(
      IngestRequest.self,
      """
      {"number": "1", "put": {"record": {"entityType": "deal", "id": "D", "fields": {"name":
        {"text": "A"}}}, "eventId": "E"}}
      """,
      #"{"number": "-2", "move": {"entityType": "deal", "id": "D", "stage": "won"}}"#,
      #"{"delete": {"entityType": "deal", "id": "D", "allowMissing": true, "requestId": "R"}}"#,
      #"{"number": "4", "event": {"event": {"type": "a", "targets": [{"item": {}}]}}}"#,
      #"{"number": "5", "caughtUp": {}}"#
    ),
    RequestKind(PauseAutomationRequest.self, #"{"entityType": "deal", "pipeline": "sales"}"#),
    RequestKind(ResumeAutomationRequest.self, #"{"entityType": "deal", "itemId": "D"}"#),
  ]
}
