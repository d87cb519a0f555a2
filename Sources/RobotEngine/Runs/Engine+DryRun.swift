import RobotModel

// What a run by hand would do, step by step as a run starts, on a reader that needs no run: nothing
// is changed. That the store's work succeeds is taken for granted.

extension Engine {
  /// What would become of a run of a robot's version that started now.
  func dryRun(of version: RobotVersionSlot, in visit: Slot<VisitRow>) -> RunRobotReply {
    let compiled = store.robots.compiled(version)
    let record = store.visits[visit].record
    var run = Run(
      number: .none,
      visit: store.visits[visit].number,
      robot: compiled.robot.id,
      robotVersion: compiled.robot.version,
      position: UInt32(clamping: compiled.robot.position)
    )
    run.occurrence = nextManualOccurrence(of: store.robots[version].slot, in: visit).rawValue
    run.dueTime = time
    var detail = RunDetail()
    for type in compiled.documents {
      if let document = store.document(type, of: record) {
        detail[type] = store.records[document].id
      }
    }
    let reader = RunReader(engine: self, version: version, visit: visit)
    let decision = compiled.condition?.decide(by: reader)
    detail.operands = decision?.operands ?? []
    if let hold = hold(of: record, in: store.visits[visit].stage) {
      (run.state, run.reason) = (.waiting, hold)
    } else if let refusal = refusal(by: decision?.result) ?? objection(to: version, in: visit) {
      (run.state, run.reason, detail.message) = (refusal.state, refusal.reason, refusal.message)
    } else if isOverLimit(version, for: record, besides: .none) {
      (run.state, run.reason) = (.skipped, .runLimit)
    } else {
      resolve(compiled, for: record, by: reader, into: &run, &detail)
    }
    run.detail = detail
    let view = RunView(
      run: run,
      item: store.key(of: record),
      place: compiled.robot.place,
      robotType: compiled.robot.type,
      robotName: compiled.robot.displayName,
      key: ""
    )
    let steps =
      documentSteps(of: detail, at: time)
      + conditionSteps(of: compiled.robot, in: visit, decidedOn: detail.operands, at: time)
    return RunRobotReply(run: view, steps: steps)
  }

  private func refusal(by result: Result<Bool, RunFailure>?) -> Refusal? {
    switch result {
    case nil, .success(true)?: nil
    case .success(false)?: .skipped(.conditionFalse)
    case .failure(let failure)?: .failed(failure)
    }
  }

  private func resolve(
    _ compiled: CompiledRobot,
    for record: Slot<RecordRow>,
    by reader: RunReader,
    into run: inout Run,
    _ detail: inout RunDetail
  ) {
    do throws(RunFailure) {
      detail.actingUser = try actingUser(of: compiled, for: record)
      detail.resolvedParameters = try compiled.resolveParameters(by: reader)
      detail.queue = configuration.executors[compiled.robot.type] ?? ""
      (run.state, run.reason) = (detail.queue.isEmpty ? .succeeded : .ready, nil)
    } catch {
      (run.state, run.reason) = (.failed, error.reason)
      detail.message = error.message
    }
  }
}
