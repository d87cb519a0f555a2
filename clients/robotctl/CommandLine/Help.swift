/// Help in words: on one command, on the verbs of a noun, or on everything.
struct Help {
  let commands: [Command]

  /// Help on the commands whose path begins with `path`.
  func text(path: [String]) -> String {
    if let command = commands.first(where: { $0.path == path }) { return text(command) }
    let chosen = commands.filter { $0.path.starts(with: path) }
    if path.isEmpty || chosen.isEmpty { return overview() }
    let rows = chosen.map { ("\($0.name) \($0.arguments)", $0.summary) }
    return "usage: robotctl \(path.joined(separator: " ")) VERB\n\n" + columns(rows)
      + "\nrobotctl \(path.joined(separator: " ")) VERB --help says more.\n"
  }

  private func overview() -> String {
    let single = commands.filter { $0.path.count == 1 }
    let verbs = Dictionary(grouping: commands.filter { $0.path.count > 1 }) { $0.path[0] }
    let nouns = verbs.keys.sorted()
    return """
      robotctl speaks with robotd, the engine of the robots that run a sales pipeline.

      usage: robotctl COMMAND [OPTION...]

      commands:
      \(columns(single.map { ("\($0.name) \($0.arguments)", $0.summary) }))
      nouns and their verbs:
      \(columns(nouns.map { noun in
        (noun, (verbs[noun] ?? []).map { $0.path.dropFirst().joined(separator: " ") }
          .joined(separator: ", "))
      }))
      topics, by robotctl help TOPIC:
      \(columns(Topic.all.map { ($0.name, $0.summary) }))
      options of every command:
      \(columns(OptionSpecification.common.map { ($0.usage, $0.help) }))
      exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 permission, 5 invalid argument,
      6 precondition, aborted or exists, 7 unavailable, 8 deadline, 9 lint found something
      robotctl COMMAND --help says more about each.

      """
  }

  private func text(_ command: Command) -> String {
    var text = "\(command.summary)\n\n"
    let words = [command.name, command.arguments, "[OPTION...]"].filter { !$0.isEmpty }
    text += "usage: robotctl \(words.joined(separator: " "))\n"
    if !command.options.isEmpty {
      text += "\noptions:\n" + columns(command.options.map { ($0.usage, $0.help) })
    }
    text += "\noptions of every command:\n"
    text += columns(OptionSpecification.common.map { ($0.usage, $0.help) })
    if !command.details.isEmpty { text += "\n\(command.details)\n" }
    return text
  }

  private func columns(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).filter { $0 <= 34 }.max() ?? 0
    return rows.map { left, right in
      let padding = String(repeating: " ", count: max(2, width + 2 - left.count))
      return "  \(left)\(padding)\(right)\n"
    }.joined()
  }
}
