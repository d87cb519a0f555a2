import Testing

/// Every table of `Tests/Scenarios`, against the engine.
@Suite struct ScenarioTests {
  @Test("the tables are found")
  func found() {
    #expect(ScenarioSource.all.count >= 52)
  }

  @Test("what a table says happens", arguments: ScenarioSource.all)
  func play(_ source: ScenarioSource) throws {
    _ = try Scenario(source.table, executors: source.executors, restarts: source.restarts)
  }
}
