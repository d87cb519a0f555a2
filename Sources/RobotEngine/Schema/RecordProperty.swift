import RobotModel

/// What every record has besides its fields, by the name under which a path reads it.
///
/// The names are reserved: no field can have one.
enum RecordProperty: String, CaseIterable {
  case id
  case pipeline
  case stage
  case createTime = "create_time"
  case updateTime = "update_time"
  case stageEnterTime = "stage_enter_time"

  /// Only items have it.
  var isOfItem: Bool {
    switch self {
    case .pipeline, .stage, .stageEnterTime: true
    case .id, .createTime, .updateTime: false
    }
  }

  /// What a value of it is.
  var type: ValueType {
    switch self {
    case .id, .pipeline, .stage: .text
    case .createTime, .updateTime, .stageEnterTime: .timestamp
    }
  }

  /// How a path reads it.
  var source: FieldSource {
    switch self {
    case .id: .id
    case .pipeline: .pipeline
    case .stage: .stage
    case .createTime: .createTime
    case .updateTime: .updateTime
    case .stageEnterTime: .stageEnterTime
    }
  }
}
