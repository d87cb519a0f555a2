import RobotModel

/// Gives templates what conditions have no use for: earlier robots' outputs, the run, the time.
protocol TemplateReader: FieldReader {
  /// What an earlier robot of the chain has put out in this visit; nil for nothing.
  ///
  /// The robot is named by its id, not its alias, which may have changed since.
  func output(_ output: String, ofRobot robot: String) -> FieldValue?

  /// Something of the run itself.
  func value(of property: RunProperty) -> FieldValue?

  /// The schema, for values that are to be written to fields.
  var schema: SchemaTable { get }

  /// The id of the user whom an expression means now.
  /// - Throws: `NO_RESPONSIBLE` and the like where there is none.
  func user(_ expression: UserExpression) throws(RunFailure) -> String

  /// The time at which the run started.
  var now: Instant { get }

  /// The robot's zone, else the item's, else the daemon's: formatted times are shown in it.
  var zone: ZoneTable { get }
}

/// What a template can say of the run it is rendered for: `{{run.due_time}}`.
enum RunProperty: String, Hashable, Sendable, CaseIterable {
  /// The run's id: a text.
  case id
  /// The visit's id: a text.
  case visit
  /// The robot's id: a text.
  case robot
  /// A timestamp.
  case dueTime = "due_time"
  /// When the item entered the stage: a timestamp.
  case enterTime = "enter_time"

  /// The name in a path.
  var name: String { rawValue }

  /// What a value of it is.
  var type: ValueType {
    switch self {
    case .id, .visit, .robot: .text
    case .dueTime, .enterTime: .timestamp
    }
  }
}
