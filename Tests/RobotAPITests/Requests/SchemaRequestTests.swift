import RobotAPI
import RobotModel
import Testing

@Suite struct SchemaRequestTests {
  @Test("an entity type becomes a command")
  func entityType() throws {
    let request = try CreateEntityTypeRequest.json(
      """
      {"entityType": {"id": "machine", "displayName": "Machine", "hasStages": true, "fields": [
        {"id": "state", "displayName": "State", "type": "VALUE_TYPE_ENUMERATION",
         "options": ["on", "off"]},
        {"id": "owners", "type": "VALUE_TYPE_REFERENCE", "multiple": true,
         "referenceType": "user"}]}, "validateOnly": true}
      """
    )
    #expect(
      request.command
        == CreateEntityType(
          entityType: EntityType(
            id: "machine",
            displayName: "Machine",
            fields: [
              Field(id: "state", displayName: "State", type: .enumeration, options: ["on", "off"]),
              Field(
                id: "owners",
                displayName: "",
                type: .reference,
                isMultiple: true,
                referenceType: "user"
              ),
            ],
            hasStages: true
          ),
          isValidateOnly: true
        )
    )
  }

  @Test("a pipeline becomes a command; a stage without a kind is in progress")
  func pipeline() throws {
    let request = try UpdatePipelineRequest.json(
      """
      {"pipeline": {"entityType": "deal", "id": "sales", "displayName": "Sales", "etag": "4-x",
        "stages": [{"id": "new"}, {"id": "won", "kind": "STAGE_KIND_WON"}]},
       "updateMask": "stages", "requestId": "r"}
      """
    )
    #expect(
      request.command
        == UpdatePipeline(
          pipeline: Pipeline(
            entityType: "deal",
            id: "sales",
            displayName: "Sales",
            stages: [
              Stage(id: "new", displayName: "", kind: .inProgress),
              Stage(id: "won", displayName: "", kind: .won),
            ]
          ),
          etag: "4-x",
          mask: ["stages"]
        )
    )
  }

  @Test("S-30: fields and stages are named by their index")
  func violations() throws {
    #expect(
      try CreateEntityTypeRequest.violations(
        #"{"entityType": {"fields": [{"id": "a", "type": 1}, {"id": "b", "type": 40}]}}"#
      ).map { $0.prefix(38) } == ["entity_type.fields[1].type: is 40: one"]
    )
    #expect(
      try CreatePipelineRequest.violations(#"{"pipeline": {"stages": [{"kind": 9}]}}"#)
        == [
          """
          pipeline.stages[0].kind: is 9: one of STAGE_KIND_IN_PROGRESS, STAGE_KIND_WON, \
          STAGE_KIND_LOST
          """
        ]
    )
    let stages = Array(repeating: "{}", count: 101).joined(separator: ",")
    #expect(
      try CreatePipelineRequest.violations(#"{"pipeline": {"stages": [\#(stages)]}}"#)
        == ["pipeline.stages: has 101 elements; at most 100 are allowed"]
    )
    #expect(try UpdateEntityTypeRequest.violations("{}") == ["entity_type: is needed"])
    #expect(try CreatePipelineRequest.violations("{}") == ["pipeline: is needed"])
  }

  @Test("no more than 50 violations are told")
  func manyViolations() throws {
    let fields = Array(repeating: #"{"type": 77}"#, count: 400).joined(separator: ",")
    let violations = try CreateEntityTypeRequest.violations(
      #"{"entityType": {"fields": [\#(fields)]}}"#
    )
    #expect(violations.count == 50)
  }

  @Test("deletions and questions carry their names")
  func names() throws {
    let type = try DeleteEntityTypeRequest.json(#"{"id": "t", "etag": "e", "requestId": "r"}"#)
    #expect(type.command == DeleteEntityType(id: "t", etag: "e"))
    #expect(type.identity.requestID == "r")
    let pipeline = try DeletePipelineRequest.json(#"{"entityType": "t", "id": "p", "etag": "e"}"#)
    #expect(
      pipeline.command == DeletePipeline(key: PipelineKey(entityType: "t", id: "p"), etag: "e")
    )
    #expect(try GetEntityTypeRequest.json(#"{"id": "t"}"#).id == "t")
    let key = try GetPipelineRequest.json(#"{"entityType": "t", "id": "p"}"#).key
    #expect(key == PipelineKey(entityType: "t", id: "p"))
    let list = try ListPipelinesRequest.json(#"{"entityType": "t", "pageSize": 7}"#)
    #expect(list.entityType == "t")
    #expect(list.page == PageRequest(size: 7))
    #expect(try ListEntityTypesRequest.json(#"{"pageToken": "x"}"#).page.token == "x")
    let robots = try ListRobotsRequest.json(
      #"{"entityType": "t", "pipeline": "p", "stage": "s", "pageSize": 2}"#
    )
    #expect(robots.scope == RuleScope(entityType: "t", pipeline: "p", stage: "s"))
    #expect(robots.page.size == 2)
    #expect(try ListRobotTypesRequest.json("{}").page == PageRequest())
    #expect(try GetRobotRequest.json(#"{"id": "r"}"#).id == "r")
    let deletion = try DeleteRobotRequest.json(#"{"id": "r", "etag": "e", "force": true}"#)
    #expect(deletion.command == DeleteRobot(id: "r", etag: "e", isForced: true))
    let move = try MoveRobotRequest.json(
      #"{"id": "r", "pipeline": "p", "stage": "s", "position": 3, "etag": "e", "#
        + #""changeReason": "why", "force": true}"#
    )
    let command = MoveRobot(
      id: "r",
      pipeline: "p",
      stage: "s",
      position: 3,
      etag: "e",
      changeReason: "why",
      isForced: true
    )
    #expect(move.command == command && !move.identity.isCheckOnly)
    let trials: [any RequestMessage] = [
      try MoveRobotRequest.json(#"{"id": "r", "requestId": "q", "validateOnly": true}"#),
      try DeleteRobotRequest.json(#"{"id": "r", "requestId": "q", "validateOnly": true}"#),
    ]
    for trial in trials { #expect(trial.identity == RequestIdentity(isCheckOnly: true)) }
  }
}
