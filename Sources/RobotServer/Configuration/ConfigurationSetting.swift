import Protobuf

/// One setting of the configuration file: how it is read, and what `robotd help configuration`
/// says of it.
struct ConfigurationSetting: Sendable {
  /// Takes the value over, or says what was expected instead.
  typealias Read =
    @Sendable (JSONValue, inout RobotServerConfiguration) throws(ConfigurationError) -> Void

  /// The member's name.
  let name: String
  /// What its value is: "path", "seconds, 1 to 3600".
  let form: String
  /// What is so without it.
  let standard: String
  /// What it decides, in a few lines of at most 80 columns.
  let help: String
  /// A value as the file has it.
  let example: String
  let read: Read

  init(
    _ name: String,
    _ form: String,
    standard: String,
    help: String,
    example: String,
    read: @escaping Read
  ) {
    self.name = name
    self.form = form
    self.standard = standard
    self.help = help
    self.example = example
    self.read = read
  }
}
