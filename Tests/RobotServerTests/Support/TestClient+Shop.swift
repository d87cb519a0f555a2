import Testing

/// A small shop: deals in the pipeline "orders" with the stages "new", "paid" and "done".
extension TestClient {
  /// Makes the pipeline.
  func makePipeline() throws {
    try call(
      "RuleService/CreatePipeline",
      """
      {"pipeline": {"entityType": "deal", "id": "orders", "displayName": "Orders", "stages": [
        {"id": "new", "displayName": "New", "kind": "STAGE_KIND_IN_PROGRESS"},
        {"id": "paid", "displayName": "Paid", "kind": "STAGE_KIND_IN_PROGRESS"},
        {"id": "done", "displayName": "Done", "kind": "STAGE_KIND_WON"}
      ]}}
      """
    )
  }

  /// Adds a robot that asks a worker of the queue "robot.notify", in a stage, after a while.
  func makeNotifier(stage: String = "new", after: String? = nil) throws {
    let timing = after.map { #", "timing": {"after": \#($0)}"# } ?? ""
    try call(
      "RuleService/CreateRobot",
      """
      {"robot": {"entityType": "deal", "pipeline": "orders", "stage": "\(stage)",
        "displayName": "Tell", "type": "notify", "parameters": {
          "recipients": {"text": "user:anna"}, "text": {"text": "New: {{name}}"}}\(timing)}}
      """
    )
  }

  /// Puts a deal into a stage.
  @discardableResult
  func putDeal(_ id: String, stage: String = "new", extra: String = "") throws -> Answer {
    try call("ExecutionService/PutRecord", Self.deal(id, stage: stage, extra: extra))
  }

  /// The request that puts a deal into a stage; `extra` stands behind the record.
  static func deal(_ id: String, stage: String = "new", extra: String = "") -> String {
    """
    {"record": {"entityType": "deal", "id": "\(id)", "pipeline": "orders", "stage": "\(stage)",
      "fields": {"name": {"text": "Deal \(id)"}}}\(extra)}
    """
  }
}
