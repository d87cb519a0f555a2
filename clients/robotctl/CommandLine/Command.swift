/// One verb of robotctl: what it is called, what it takes and what it does.
struct Command: Sendable {
  /// What the shell says: ["robot", "create"].
  let path: [String]
  /// One line.
  let summary: String
  /// The words after the path, for help: "ITEM ROBOT"; those in brackets can be left out.
  let arguments: String
  /// How many words more older spellings have: "board deal sales" for "board deal/sales".
  let spareWordCount: Int
  /// The command's own options.
  let options: [OptionSpecification]
  /// Lines shown below the options: how to write things, and examples.
  let details: String
  /// Does it; what it throws becomes a message and an exit code.
  let run: @Sendable (Invocation) throws -> Void

  init(
    _ path: String,
    _ arguments: String = "",
    summary: String,
    spareWordCount: Int = 0,
    options: [OptionSpecification] = [],
    details: String = "",
    run: @escaping @Sendable (Invocation) throws -> Void
  ) {
    self.path = path.split(separator: " ").map(String.init)
    self.arguments = arguments
    self.summary = summary
    self.spareWordCount = spareWordCount
    self.options = options
    self.details = details
    self.run = run
  }

  /// The path as one text.
  var name: String { path.joined(separator: " ") }

  /// How many words must follow the path.
  var requiredArgumentCount: Int {
    arguments.split(separator: " ").count { !$0.hasPrefix("[") }
  }

  /// How many words may follow the path; nil for any number.
  var argumentCountMaximum: Int? {
    arguments.contains("...") ? nil : arguments.split(separator: " ").count + spareWordCount
  }
}
