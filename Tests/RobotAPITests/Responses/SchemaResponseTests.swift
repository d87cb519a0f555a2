import RobotAPI
import RobotModel
import Testing

@Suite struct SchemaResponseTests {
  private static let now = Instant(millisecondsSinceEpoch: 1_000)

  private static let entityType = EntityType(
    id: "machine",
    displayName: "Machine",
    fields: [
      Field(id: "state", displayName: "State", type: .enumeration, options: ["on", "off"]),
      Field(
        id: "owners",
        displayName: "Owners",
        type: .reference,
        isMultiple: true,
        referenceType: "user",
        isPredefined: true
      ),
    ],
    hasStages: true,
    isPredefined: true,
    revision: 3,
    createTime: now,
    updateTime: now
  )

  private static let entityTypeJSON = """
    {"id":"machine","displayName":"Machine","fields":[{"id":"state","displayName":"State",\
    "type":"VALUE_TYPE_ENUMERATION","options":["on","off"]},{"id":"owners",\
    "displayName":"Owners","type":"VALUE_TYPE_REFERENCE","multiple":true,\
    "referenceType":"user","predefined":true}],"hasStages":true,"predefined":true,\
    "etag":"3-rs","createTime":"1970-01-01T00:00:01Z","updateTime":"1970-01-01T00:00:01Z"}
    """

  private static let pipeline = Pipeline(
    entityType: "deal",
    id: "sales",
    displayName: "Sales",
    stages: [
      Stage(id: "new", displayName: "New", kind: .inProgress),
      Stage(id: "lost", displayName: "Lost", kind: .lost),
    ],
    revision: 1,
    createTime: now,
    updateTime: now
  )

  private static let pipelineJSON = """
    {"entityType":"deal","id":"sales","displayName":"Sales","stages":[{"id":"new",\
    "displayName":"New","kind":"STAGE_KIND_IN_PROGRESS"},{"id":"lost","displayName":"Lost",\
    "kind":"STAGE_KIND_LOST"}],"etag":"1-rs","createTime":"1970-01-01T00:00:01Z",\
    "updateTime":"1970-01-01T00:00:01Z"}
    """

  @Test("entity types are shown with their fields and etag")
  func entityTypes() throws {
    let expected = #"{"entityType":\#(Self.entityTypeJSON)}"#
    #expect(try CreateEntityTypeResponse(entityType: Self.entityType).json == expected)
    #expect(try GetEntityTypeResponse(entityType: Self.entityType).json == expected)
    #expect(try UpdateEntityTypeResponse(entityType: Self.entityType).json == expected)
    #expect(try DeleteEntityTypeResponse().json == "{}")
    let page = Page(elements: [Self.entityType], nextToken: "t")
    #expect(
      try ListEntityTypesResponse(page: page).json
        == #"{"entityTypes":[\#(Self.entityTypeJSON)],"nextPageToken":"t"}"#
    )
  }

  @Test("pipelines are shown with their stages and etag")
  func pipelines() throws {
    let expected = #"{"pipeline":\#(Self.pipelineJSON)}"#
    #expect(try CreatePipelineResponse(pipeline: Self.pipeline).json == expected)
    #expect(try GetPipelineResponse(pipeline: Self.pipeline).json == expected)
    #expect(try UpdatePipelineResponse(pipeline: Self.pipeline).json == expected)
    #expect(try DeletePipelineResponse().json == "{}")
    let page = Page(elements: [Self.pipeline], nextToken: "")
    #expect(
      try ListPipelinesResponse(page: page).json == #"{"pipelines":[\#(Self.pipelineJSON)]}"#
    )
  }
}
