import RobotModel

/// What a placeholder reads.
enum TemplateSource: Hashable {
  /// A field of the item or of a linked record; `text` is the path, for messages.
  case field(FieldPath, text: String)
  /// What an earlier robot of the chain has put out.
  case output(String, robot: String, alias: String)
  /// Something of the run.
  case run(RunProperty)
  /// The time at which the run started.
  case now

  /// The value that is there; nil for nothing.
  func value<Reader: TemplateReader>(by reader: borrowing Reader) -> FieldValue? {
    switch self {
    case .field(let path, _): reader.value(at: path)
    case .output(let output, let robot, _): reader.output(output, ofRobot: robot)
    case .run(let property): reader.value(of: property)
    case .now: .timestamp(reader.now)
    }
  }

  /// A list's members, a single value alone, or nothing.
  func values<Reader: TemplateReader>(by reader: borrowing Reader) -> [FieldValue] {
    switch value(by: reader) {
    case nil: []
    case .list(let members)?: members
    case let value?: [value]
    }
  }

  /// The path as it is written.
  var text: String {
    switch self {
    case .field(_, let text): text
    case .output(let output, _, let alias): "\(alias).\(output)"
    case .run(let property): "run.\(property.name)"
    case .now: "now"
    }
  }
}
