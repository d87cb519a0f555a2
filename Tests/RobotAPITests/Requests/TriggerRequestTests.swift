import RobotAPI
import RobotModel
import Testing

@Suite struct TriggerRequestTests {
  @Test("a trigger becomes a draft with its permissions and parameters")
  func create() throws {
    let request = try CreateTriggerRequest.json(
      """
      {"trigger": {"id": "t", "entityType": "deal", "pipeline": "sales", "stage": "won",
        "position": 2, "displayName": "Paid", "type": "field_changed",
        "parameters": {"include_automation": {"boolean": true}, "field": {"text": "amount"}},
        "conditionText": "amount > 5", "allowBackwards": true, "allowFromFinal": true,
        "actingUser": "creator", "enabled": false}, "validateOnly": true}
      """
    )
    var trigger = Trigger(
      id: "t",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "won"),
      type: "field_changed"
    )
    trigger.position = 2
    trigger.displayName = "Paid"
    trigger.parameters = [
      NamedValue(name: "field", value: .text("amount")),
      NamedValue(name: "include_automation", value: .boolean(true)),
    ]
    trigger.allowsBackwards = true
    trigger.allowsFromFinal = true
    trigger.actingUser = "creator"
    trigger.isEnabled = false
    #expect(
      request.command.draft == TriggerDraft(trigger: trigger, conditionText: "amount > 5")
    )
    #expect(request.command.isValidateOnly)
  }

  @Test("an event names items and clients, and its id makes a repeat known")
  func event() throws {
    let request = try SendEventRequest.json(
      """
      {"event": {"id": "E-1", "type": "form_submitted", "time": "1970-01-01T00:00:01Z",
        "targets": [
          {"item": {"entityType": "deal", "id": "D-1"}},
          {"client": {"record": {"entityType": "contact", "id": "C-1"},
            "select": "EVENT_SELECTION_NEWEST_OPEN", "entityTypes": ["deal"]}},
          {"client": {"address": "+48 1", "createIfNone": {"pipeline": "leads",
            "fields": {"name": {"text": "Ann"}}}}}],
        "payload": {"form": {"text": "contact"}}}, "requestId": "q"}
      """
    )
    let event = Event(
      id: "E-1",
      type: "form_submitted",
      time: Instant(millisecondsSinceEpoch: 1_000),
      targets: [
        .item(RecordKey(entityType: "deal", id: "D-1")),
        .client(
          ClientTarget(
            identity: .record(RecordKey(entityType: "contact", id: "C-1")),
            selection: .newestOpen,
            entityTypes: ["deal"]
          )
        ),
        .client(
          ClientTarget(
            identity: .address("+48 1"),
            newLead: NewLead(
              pipeline: "leads",
              fields: [NamedValue(name: "name", value: .text("Ann"))]
            )
          )
        ),
      ],
      payload: [NamedValue(name: "form", value: .text("contact"))]
    )
    #expect(request.command == SendEvent(event: event))
    #expect(request.identity.eventID == "E-1")
    #expect(request.identity.requestID == "q")
  }

  @Test("what is missing or wrong in an event is named by its path")
  func wrong() {
    let error = #expect(throws: RequestError.self) {
      try SendEventRequest.json(
        """
        {"event": {"id": "a/b", "targets": [{}, {"client": {}},
          {"client": {"address": "x", "select": 7}}]}}
        """
      )
    }
    #expect(
      error?.violations.map(\.field) == [
        "event.id", "event.targets[0]", "event.targets[1].client",
        "event.targets[2].client.select",
      ]
    )
    let missing = #expect(throws: RequestError.self) { try SendEventRequest.json("{}") }
    #expect(missing?.violations.map(\.field) == ["event"])
  }
}
