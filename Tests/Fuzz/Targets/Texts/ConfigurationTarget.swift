import Protobuf

@testable import RobotServer

/// The configuration file, and JSON as people write it.
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
    // What is allowed to people must not change what everybody may write.
    guard let strict = try? JSONParser.parse(text) else { return }
    let forgiving = try? JSONParser.parse(text, style: .handwritten)
    try promise(forgiving == strict, "standard JSON is read in another way where people write it")
  }
}
