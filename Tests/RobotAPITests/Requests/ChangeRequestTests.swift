import RobotAPI
import RobotModel
import Testing

@Suite struct ChangeRequestTests {
  @Test("a watcher names its cursor, the types and the kinds")
  func watching() throws {
    let all = try WatchChangesRequest.json("{}")
    #expect(all.after == nil && !all.wantsSnapshot && all.filter == ChangeFilter())
    let some = try WatchChangesRequest.json(
      """
      {"after": "42-0f3a99c1", "entityTypes": ["deal", "lead"],
        "kinds": ["CHANGE_KIND_RECORD", "CHANGE_KIND_PAUSE"]}
      """
    )
    #expect(some.after == ChangeCursor(sequence: 42, checksum: 0x0f3a_99c1))
    #expect(some.filter.entityTypes == ["deal", "lead"])
    #expect(some.filter.kinds == [.record, .pause])
    #expect(try WatchChangesRequest.json(#"{"snapshot": true}"#).wantsSnapshot)
  }

  @Test("every field of a wrong form is named")
  func refusals() throws {
    let error = #expect(throws: RequestError.self) {
      try WatchChangesRequest.json(
        """
        {"after": "soon", "entityTypes": ["deal", "a/b"],
          "kinds": ["CHANGE_KIND_RUN", "CHANGE_KIND_UNSPECIFIED"]}
        """
      )
    }
    #expect(error?.violations.map(\.field) == ["after", "entity_types[1]", "kinds[1]"])
    let both = #expect(throws: RequestError.self) {
      try WatchChangesRequest.json(#"{"after": "4", "snapshot": true}"#)
    }
    #expect(both?.violations.map(\.field) == ["snapshot"])
  }
}
