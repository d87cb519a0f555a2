package import RobotModel

extension Engine {
  /// The items of a pipeline by stage, the newest entries first, each with the robots of its
  /// present visit.
  ///
  /// - Parameter itemsPerStage: Zero for the default; at most a page of a list.
  /// - Throws: `NOT_FOUND`.
  package func board(
    _ key: PipelineKey,
    itemsPerStage: Int
  ) throws(RequestError) -> [BoardStage] {
    _ = try requireEntityType(key.entityType)
    guard let pipeline = store.schema.pipeline(key) else { throw .notFound("pipeline", key.id) }
    let most =
      itemsPerStage <= 0 ? Limits.pageSizeDefault : min(itemsPerStage, Limits.pageSizeMaximum)
    return pipeline.stages.map { stage in
      let stageKey = StageKey(entityType: key.entityType, pipeline: key.id, stage: stage.id)
      guard let slot = store.schema.slot(ofStage: stageKey) else {
        preconditionFailure("every stage of a pipeline has a place")
      }
      var items: [BoardItem] = []
      var record = store.schema.stages[Int(slot.rawValue)].lastItem
      while record.isSome, items.count < most {
        let runs = store.runs(of: store.records[record].visit).map { runView($0) }
        items.append(
          BoardItem(item: store.recordView(record), runs: runs, hold: hold(of: record, in: slot))
        )
        record = store.records[record].previousInStage
      }
      return BoardStage(stage: stage, items: items, itemCount: store.schema.itemCount(in: slot))
    }
  }
}
