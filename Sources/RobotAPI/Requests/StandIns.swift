// What a request holds where a part that it needs is missing; nobody sees it, since the request is
// refused.

import RobotModel

extension EntityType {
  static var empty: EntityType {
    EntityType(id: "", displayName: "", fields: [], hasStages: false)
  }
}

extension Pipeline {
  static var empty: Pipeline {
    Pipeline(entityType: "", id: "", displayName: "", stages: [])
  }
}

extension WorkCalendar {
  static var empty: WorkCalendar { WorkCalendar(id: "", timeZone: "", hours: []) }
}

extension RobotDraft {
  static var empty: RobotDraft {
    RobotDraft(
      robot: Robot(id: "", place: StageKey(entityType: "", pipeline: "", stage: ""), type: "")
    )
  }
}

extension TriggerDraft {
  static var empty: TriggerDraft {
    TriggerDraft(
      trigger: Trigger(id: "", place: StageKey(entityType: "", pipeline: "", stage: ""), type: "")
    )
  }
}

extension Event {
  static var empty: Event { Event(type: "", targets: []) }
}

extension PutRecord {
  static var empty: PutRecord {
    PutRecord(key: RecordKey(entityType: "", id: ""), changes: [])
  }
}
