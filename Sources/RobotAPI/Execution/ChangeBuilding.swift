import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// One thing that changed.
  func change(_ change: Change) -> UnsafeMutablePointer<Robots__V1__Change> {
    let message = message(robots__v1__change__init)
    switch change {
    case .record(let record):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_RECORD
      message.pointee.record = recordChange(record)
    case .visit(let visit, let item):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_VISIT
      message.pointee.visit = self.visit(visit, of: item)
    case .run(let view):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_RUN
      message.pointee.run = run(view)
    case .historyEntry(let entry, let summary):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_HISTORY_ENTRY
      message.pointee.history_entry =
        historyEntry(ShownHistoryEntry(entry: entry, summary: summary))
    case .rule(let view, let conditionText):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_RULE
      message.pointee.rule =
        ruleVersion(ShownRuleVersion(view: view, conditionText: conditionText))
    case .application(let application):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_ROBOT_APPLICATION
      message.pointee.robot_application = robotApplication(application)
    case .pause(let pause):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_PAUSE
      message.pointee.pause = pauseChange(pause)
    case .entityType, .deletedEntityType, .pipeline, .deletedPipeline:
      fill(message, ofSchema: change)
    }
    return message
  }

  private func fill(
    _ message: UnsafeMutablePointer<Robots__V1__Change>,
    ofSchema change: Change
  ) {
    switch change {
    case .entityType(let type):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_ENTITY_TYPE
      message.pointee.entity_type = entityType(type)
    case .deletedEntityType(let id):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_DELETED_ENTITY_TYPE
      message.pointee.deleted_entity_type = text(id)
    case .pipeline(let pipeline):
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_PIPELINE
      message.pointee.pipeline = self.pipeline(pipeline)
    case .deletedPipeline(let key):
      let deleted = self.message(robots__v1__deleted_pipeline__init)
      deleted.pointee.entity_type = text(key.entityType)
      deleted.pointee.pipeline = text(key.id)
      message.pointee.change_case = ROBOTS__V1__CHANGE__CHANGE_DELETED_PIPELINE
      message.pointee.deleted_pipeline = deleted
    case .record, .visit, .run, .historyEntry, .rule, .application, .pause:
      preconditionFailure("no schema is changed by \(change)")
    }
  }

  private func recordChange(
    _ change: RecordChange
  ) -> UnsafeMutablePointer<Robots__V1__RecordChange> {
    let message = message(robots__v1__record_change__init)
    message.pointee.record = record(change.record)
    message.pointee.created = change.isCreated ? 1 : 0
    message.pointee.deleted = change.record.isDeleted ? 1 : 0
    (message.pointee.n_fields, message.pointee.fields) = list(change.fields) { field in
      let message = self.message(robots__v1__field_change__init)
      message.pointee.field = text(field.name)
      message.pointee.old_value = value(field.old)
      message.pointee.new_value = value(field.new)
      return message
    }
    if let place = change.oldPlace {
      message.pointee.old_pipeline = text(place.pipeline)
      message.pointee.old_stage = text(place.stage)
    }
    return message
  }

  private func pauseChange(_ pause: Pause) -> UnsafeMutablePointer<Robots__V1__PauseChange> {
    let message = message(robots__v1__pause_change__init)
    message.pointee.pause = self.pause(pause)
    message.pointee.ended = pause.endTime == nil ? 0 : 1
    return message
  }
}
