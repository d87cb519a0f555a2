/// Every unary method of the two services that its own file in this folder answers, in the order
/// of the definitions.
enum MethodList {
  static let rule: [any UnaryMethod.Type] = [
    CreateEntityTypeMethod.self,
    GetEntityTypeMethod.self,
    ListEntityTypesMethod.self,
    UpdateEntityTypeMethod.self,
    DeleteEntityTypeMethod.self,
    CreatePipelineMethod.self,
    GetPipelineMethod.self,
    ListPipelinesMethod.self,
    UpdatePipelineMethod.self,
    DeletePipelineMethod.self,
    CreateRobotMethod.self,
    GetRobotMethod.self,
    ListRobotsMethod.self,
    UpdateRobotMethod.self,
    DeleteRobotMethod.self,
    MoveRobotMethod.self,
    RunRobotMethod.self,
    CreateCalendarMethod.self,
    GetCalendarMethod.self,
    ListCalendarsMethod.self,
    UpdateCalendarMethod.self,
    DeleteCalendarMethod.self,
    ListRobotTypesMethod.self,
    SimulateMethod.self,
  ]

  static let execution: [any UnaryMethod.Type] = [
    PutRecordMethod.self,
    GetRecordMethod.self,
    ListRecordsMethod.self,
    DeleteRecordMethod.self,
    MoveItemMethod.self,
    GetRunMethod.self,
    ListRunsMethod.self,
    CancelRunMethod.self,
    RescheduleRunMethod.self,
    RetryRunMethod.self,
    ExplainMethod.self,
    GetBoardMethod.self,
    PauseAutomationMethod.self,
    ResumeAutomationMethod.self,
    ListHistoryMethod.self,
  ]
}
