import RobotAPI
import RobotModel
import Testing

@Suite struct TriggerResponseTests {
  private static var shown: ShownTrigger {
    var trigger = Trigger(
      id: "t",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "won"),
      type: "invoice_paid"
    )
    trigger.position = 1
    trigger.allowsFromFinal = true
    trigger.version = 3
    trigger.author = "anna"
    return ShownTrigger(trigger: trigger, conditionText: "amount > 5")
  }

  private static let json = """
    {"id":"t","entityType":"deal","pipeline":"sales","stage":"won","position":1,\
    "type":"invoice_paid","conditionText":"amount > 5","allowFromFinal":true,"enabled":true,\
    "version":"3","etag":"3-0","author":"anna","createTime":"1970-01-01T00:00:00Z",\
    "updateTime":"1970-01-01T00:00:00Z"}
    """

  @Test("triggers are shown with their etag and condition")
  func triggers() throws {
    let expected = #"{"trigger":\#(Self.json)}"#
    #expect(try CreateTriggerResponse(trigger: Self.shown).json == expected)
    #expect(try GetTriggerResponse(trigger: Self.shown).json == expected)
    #expect(try UpdateTriggerResponse(trigger: Self.shown).json == expected)
    #expect(try DeleteTriggerResponse().json == "{}")
    let page = Page(elements: [Self.shown], nextToken: "n")
    #expect(
      try ListTriggersResponse(page: page).json
        == #"{"triggers":[\#(Self.json)],"nextPageToken":"n"}"#
    )
  }

  @Test("the catalogue tells what an event says and what a trigger takes")
  func types() throws {
    let type = TriggerType(
      id: "form_submitted",
      displayName: "Form",
      description: "A form.",
      parameters: [
        Parameter(id: "field", displayName: "Field", description: "One.", kind: .field)
      ],
      payload: [
        PayloadField(
          id: "invoice",
          displayName: "Invoice",
          description: "Which.",
          type: .reference,
          isRequired: true,
          referenceType: "invoice"
        )
      ],
      hasOpenPayload: true,
      needsPublicURL: true,
      comesFromRecords: true
    )
    #expect(
      try ListTriggerTypesResponse(page: Page(elements: [type], nextToken: "")).json == """
        {"triggerTypes":[{"id":"form_submitted","displayName":"Form","description":"A form.",\
        "parameters":[{"id":"field","displayName":"Field","description":"One.",\
        "kind":"PARAMETER_KIND_FIELD"}],"payload":[{"id":"invoice","displayName":"Invoice",\
        "description":"Which.","type":"VALUE_TYPE_REFERENCE","required":true,\
        "referenceType":"invoice"}],"openPayload":true,"needsPublicUrl":true,\
        "fromRecords":true}]}
        """
    )
  }

  @Test("an event's results name the item, the stage and why each candidate lost")
  func results() throws {
    var result = EventResult(target: 1, item: RecordKey(entityType: "deal", id: "D-1"))
    result.trigger = "t"
    result.isCreated = true
    result.place = StageKey(entityType: "deal", pipeline: "sales", stage: "won")
    result.candidates = [
      TriggerCandidate(trigger: "s", stage: "new", reason: .alreadyInStage),
      TriggerCandidate(trigger: "t", stage: "won", reason: nil),
    ]
    let reply = SendEventReply(
      eventID: "E-1",
      results: [result, EventResult(target: 2, reason: .notFound)]
    )
    #expect(
      try SendEventResponse(reply: reply).json == """
        {"eventId":"E-1","results":[{"target":1,"entityType":"deal","itemId":"D-1",\
        "created":true,"moved":true,"trigger":"t","pipeline":"sales","stage":"won",\
        "candidates":[{"trigger":"s","stage":"new","reason":"REASON_ALREADY_IN_STAGE"},\
        {"trigger":"t","stage":"won","chosen":true}]},\
        {"target":2,"reason":"REASON_NOT_FOUND"}]}
        """
    )
  }
}
