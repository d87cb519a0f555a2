/// Takes a command line apart: which command, with which words and options.
///
/// Options may stand anywhere after the program's name; `--name=value` and `--name value` are the
/// same, and after `--` everything is a word. A command is found by its longest path.
struct CommandLineParser {
  let commands: [Command]

  /// What a command line asks for.
  enum Request {
    case run(Command, words: [String], values: [(name: String, value: String)])
    /// Help on all commands whose path begins with these words.
    case help(path: [String])
  }

  func parse(_ arguments: [String]) throws(UsageError) -> Request {
    let (command, rest) = find(in: arguments)
    guard let command else {
      let path = words(in: arguments)
      if arguments.contains("--help") || arguments.contains("-h") || path.isEmpty {
        return .help(path: path)
      }
      if commands.contains(where: { $0.path.starts(with: path) }) { return .help(path: path) }
      throw UsageError(
        "there is no command \"\(path.joined(separator: " "))\"\(suggestion(for: path))"
      )
    }
    let (words, values) = try split(rest, specifications: command.options)
    if values.contains(where: { $0.name == "help" }) { return .help(path: command.path) }
    if words == ["help"] { return .help(path: command.path) }
    if words.count < command.requiredArgumentCount {
      throw UsageError("\(command.name) needs \(command.arguments)")
    }
    if let maximum = command.argumentCountMaximum, words.count > maximum {
      throw UsageError("\(command.name) takes no further word \"\(words[maximum])\"")
    }
    return .run(command, words: words, values: values)
  }

  /// The command with the longest path that the words outside of options begin with, and the
  /// arguments without that path.
  private func find(in arguments: [String]) -> (Command?, [String]) {
    var rest = arguments
    var path: [String] = []
    var found: (Command, [String])?
    var index = 0
    while index < rest.count {
      let argument = rest[index]
      if argument == "--" { break }
      if argument.hasPrefix("-") {
        index += takesValue(argument) ? 2 : 1
        continue
      }
      path.append(argument)
      rest.remove(at: index)
      guard commands.contains(where: { $0.path.starts(with: path) }) else { break }
      if let command = commands.first(where: { $0.path == path }) { found = (command, rest) }
    }
    return found.map { ($0.0, $0.1) } ?? (nil, arguments)
  }

  /// The arguments that are neither options nor values of options.
  private func words(in arguments: [String]) -> [String] {
    var words: [String] = []
    var index = 0
    while index < arguments.count, arguments[index] != "--" {
      let argument = arguments[index]
      let isOption = argument.hasPrefix("-")
      if !isOption { words.append(argument) }
      index += isOption && takesValue(argument) ? 2 : 1
    }
    return words
  }

  private func takesValue(_ argument: String) -> Bool {
    if argument.contains("=") { return false }
    let name = argument.drop { $0 == "-" }
    let all = OptionSpecification.common + commands.flatMap(\.options)
    return all.contains {
      $0.value != nil && ($0.name == name || $0.letter.map(String.init) == String(name))
    }
  }

  private func split(
    _ arguments: [String],
    specifications: [OptionSpecification]
  ) throws(UsageError) -> ([String], [(name: String, value: String)]) {
    let all = OptionSpecification.common + specifications
    var words: [String] = []
    var values: [(name: String, value: String)] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        words += arguments[index...]
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].drop { $0 == "-" }
      guard
        let option = all.first(where: {
          argument.hasPrefix("--") ? $0.name == name : $0.letter.map(String.init) == String(name)
        })
      else { throw UsageError("there is no option \(parts[0])") }
      if option.value == nil {
        guard parts.count == 1 else { throw UsageError("--\(option.name) takes no value") }
        values.append((option.name, ""))
      } else if parts.count == 2 {
        values.append((option.name, String(parts[1])))
      } else if index < arguments.count {
        values.append((option.name, arguments[index]))
        index += 1
      } else {
        throw UsageError("--\(option.name) needs \(option.value ?? "a value")")
      }
    }
    return (words, values)
  }

  private func suggestion(for path: [String]) -> String {
    let nouns = Set(commands.map { $0.path[0] })
    guard let first = path.first, nouns.contains(first) else {
      return "; robotctl --help lists them"
    }
    return "; robotctl \(first) --help lists the verbs"
  }
}
