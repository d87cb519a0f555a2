@testable import RobotServer

/// The configuration file, by both readers of JSON in the house.
///
/// What the strict one of the interface takes, the forgiving one of the configuration must read as
/// the same tree.
enum ConfigurationTarget: FuzzTarget {
  static let name = "configuration"

  static let seeds: [[UInt8]] = [
    "{}", "// nothing\n{ /* at all */ }", #"{"socket": "/run/r.sock", "lease": 30,}"#,
    #"{"users": {"1001": "anna", "root": "crm"}, "trusted": [0, "root"], "allowed_users": []}"#,
    #"{"executors": {"notify": "robot.notify"}, "log_level": "info", "log_format": "json"}"#,
    #"[1, -0.5e+10, true, false, null, "\u0041\ud83d\ude00\n\/", {"a": {"b": []}}]"#,
    #"{"administrators": ["anna"], "drain": 1.5, "time_zone": "Europe/Warsaw", "x": 1}"#,
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
  ].map { Array($0.utf8) }

  static func run(_ input: RawSpan) throws {
    let text = input.array
    var configuration = RobotServerConfiguration(socketPath: "", dataDirectory: "")
    do throws(ConfigurationError) {
      try ConfigurationFile.read(text, into: &configuration)
    } catch {
      try promise(!"\(error)".isEmpty, "a configuration was refused without a word")
    }
    // Outside of strings the strict reader does not look at every byte of a comment.
    guard String(validating: text, as: UTF8.self) != nil,
      let strict = JSONTree(readingStrictly: text)
    else { return }
    do {
      let forgiving = JSONTree(try CommentedJSONReader.read(text))
      try promise(forgiving == strict, "the two readers see different trees")
    } catch let error as ConfigurationError {
      let isTooDeep = "\(error)".contains("deeper than")
      try promise(isTooDeep, "the forgiving reader refused what the strict one takes: \(error)")
    }
  }
}

extension JSONTree {
  fileprivate init(_ value: PlacedValue) {
    self =
      switch value.content {
      case .null: .null
      case .boolean(let value): .boolean(value)
      case .number(let text): .number(text)
      case .text(let text): .text(Array(text.utf8))
      case .array(let elements): .array(elements.map { JSONTree($0) })
      case .object(let members):
        .object(members.flatMap { [.text(Array($0.name.utf8)), JSONTree($0.value)] })
      }
  }
}
