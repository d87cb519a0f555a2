/// `robotctl help`: topics, and the same as `--help` of a command.
enum HelpCommand {
  static let all = [
    Command(
      "help",
      "[TOPIC|COMMAND...]",
      summary: "explain \(WordInput.list(Topic.all.map(\.name))), or a command"
    ) { invocation in
      let words = invocation.words
      if words.count == 1, let topic = Topic.all.first(where: { $0.name == words[0] }) {
        return invocation.output.line(topic.text)
      }
      guard Catalogue.commands.contains(where: { $0.path.starts(with: words) }) else {
        throw UsageError(
          "there is no topic and no command \"\(words.joined(separator: " "))\"; robotctl help"
            + " lists them"
        )
      }
      let text = Help(commands: Catalogue.commands).text(path: words)
      invocation.output.line(String(text.dropLast()))
    }
  ]
}
