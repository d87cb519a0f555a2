import RobotAPI

extension RequestKind {
  static let edit = [
    RequestKind(
      ApplyToExistingRequest.self,
      #"{"robot": "r", "itemsPerSecond": 50, "validateOnly": true, "requestId": "R"}"#
    ),
    RequestKind(
      ListApplicationsRequest.self,
      #"{"robot": "r", "pageSize": 3, "pageToken": "abc"}"#
    ),
    RequestKind(CancelApplicationRequest.self, #"{"robot": "r", "requestId": "R"}"#),
    RequestKind(
      CopyRobotsRequest.self,
      """
      {"entityType": "deal", "pipeline": "sales", "stage": "new", "targetEntityType": "lead",
       "targetPipeline": "leads", "targetStage": "in", "validateOnly": true, "requestId": "R",
       "force": true, "changeReason": "the same there"}
      """
    ),
    RequestKind(ListPresetsRequest.self, #"{"pageSize": 3, "pageToken": "abc"}"#),
    RequestKind(
      InstallPresetRequest.self,
      #"{"preset": "p", "pipeline": "sales", "stage": "new", "validateOnly": true, "requestId": "R"}"#
    ),
  ]

  static let triggers = [
    RequestKind(
      CreateTriggerRequest.self,
      """
      {"trigger": {"id": "t", "entityType": "deal", "pipeline": "sales", "stage": "won",
        "type": "form_submitted", "parameters": {"form": {"text": "a"}}, "conditionText":
        "amount > 5", "allowBackwards": true, "allowFromFinal": true, "actingUser": "creator",
        "enabled": false}, "validateOnly": true, "requestId": "R"}
      """
    ),
    RequestKind(GetTriggerRequest.self, #"{"id": "t"}"#),
    RequestKind(ListTriggersRequest.self, #"{"entityType": "deal", "stage": "won"}"#),
    RequestKind(
      UpdateTriggerRequest.self,
      #"{"trigger": {"id": "t", "enabled": true}, "updateMask": "enabled", "requestId": "R"}"#
    ),
    RequestKind(DeleteTriggerRequest.self, #"{"id": "t", "etag": "1"}"#),
    RequestKind(ListTriggerTypesRequest.self, #"{"pageSize": 5}"#),
  ]

  static let calendars = [
    RequestKind(
      CreateCalendarRequest.self,
      """
      {"calendar": {"id": "office", "displayName": "Office", "timeZone": "Europe/Warsaw", "hours": [
        {"days": ["MONDAY", "FRIDAY"], "opens": {"hours": 8}, "closes": {"hours": 16, "minutes": 30}},
        {"days": ["SATURDAY"], "opens": {"hours": 22}, "closes": {"hours": 6}}], "holidays": [
        {"date": {"year": 2026, "month": 6, "day": 4}, "displayName": "Boże Ciało"},
        {"date": {"month": 12, "day": 25}}], "extraWorkingDays": [
        {"date": {"year": 2026, "month": 6, "day": 6}}]}, "holidaysIcalendar":
        "BEGIN:VCALENDAR\\nEND:VCALENDAR", "requestId": "R"}
      """
    ),
    RequestKind(GetCalendarRequest.self, #"{"id": "office"}"#),
    RequestKind(ListCalendarsRequest.self, #"{"pageSize": 5}"#),
    RequestKind(
      UpdateCalendarRequest.self,
      #"{"calendar": {"id": "office", "timeZone": "UTC"}, "updateMask": "timeZone"}"#
    ),
    RequestKind(DeleteCalendarRequest.self, #"{"id": "office", "etag": "1"}"#),
  ]

  static let versions = [
    RequestKind(
      ListRuleVersionsRequest.self,
      #"{"kind": "RULE_KIND_ROBOT", "id": "r", "pageSize": 3}"#
    ),
    RequestKind(
      RollbackRuleRequest.self,
      """
      {"kind": "RULE_KIND_ROBOT", "id": "r", "version": "2", "etag": "3", "inFlight":
       "IN_FLIGHT_POLICY_MIGRATE", "changeReason": "worse", "validateOnly": true}
      """
    ),
    RequestKind(LintRulesRequest.self, #"{"entityType": "deal", "pipeline": "sales"}"#),
    RequestKind(
      SimulateRequest.self,
      """
      {"item": {"entityType": "deal", "pipeline": "sales", "stage": "new", "fields": {"amount":
        {"money": {"currencyCode": "PLN", "units": "5"}}}}, "startTime": "2026-03-02T08:00:00Z",
        "duration": "86400s", "events": [{"time": "2026-03-02T09:00:00Z", "move": {"stage": "won"}},
        {"time": "2026-03-02T10:00:00Z", "put": {"record": {"fields": {"name": {"text": "x"}}}}},
        {"event": {"event": {"type": "form_submitted"}}}], "results": [{"robot": "r", "failure":
        {"message": "no", "permanent": true}, "after": "60s"}, {"robot": "s", "success": {}}],
        "seed": "7"}
      """,
      #"{"item": {"entityType": "deal", "id": "D"}, "endTime": "2026-03-03T08:00:00Z"}"#
    ),
  ]
}
