/// Completion scripts, made from the table of commands.
struct Completion {
  let commands: [Command]

  /// The script for "bash", "zsh" or "fish"; nil for another shell.
  func script(shell: String) -> String? {
    switch shell {
    case "bash": bash
    case "zsh": "autoload -U +X bashcompinit && bashcompinit\n" + bash
    case "fish": fish
    default: nil
    }
  }

  private var nouns: [String] {
    Array(Set(commands.map { $0.path[0] })).sorted()
  }

  /// What can follow a noun: its verbs, and of help its topics and every noun.
  private func verbs(of noun: String) -> [String] {
    if noun == "help" { return Topic.all.map(\.name) + nouns }
    return commands.filter { $0.path[0] == noun && $0.path.count > 1 }.map { $0.path[1] }
  }

  private func options(of noun: String) -> [String] {
    let own = commands.filter { $0.path[0] == noun }.flatMap(\.options)
    return Array(Set((own + OptionSpecification.common).map { "--\($0.name)" })).sorted()
  }

  private var bash: String {
    let cases = nouns.map { noun in
      "    \(noun)) words=\"\((verbs(of: noun) + options(of: noun)).joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
    return """
      _robotctl() {
        local words
        if [ "$COMP_CWORD" -eq 1 ]; then
          words="\(nouns.joined(separator: " ")) --help"
        else
          case "${COMP_WORDS[1]}" in
      \(cases)
          esac
        fi
        COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
      }
      complete -o default -F _robotctl robotctl

      """
  }

  /// fish asks each line whether it holds where the cursor stands.
  private var fish: String {
    let words = nouns.flatMap { noun in
      let verbs = verbs(of: noun)
      let first = "complete -c robotctl -n __fish_use_subcommand -f -a \(noun)"
      if verbs.isEmpty { return [first] }
      let next = "complete -c robotctl -n '\(seen([noun]))' -f -a '\(verbs.joined(separator: " "))'"
      return [first, next]
    }
    let options =
      OptionSpecification.common.map { fish($0, behind: []) }
      + commands.flatMap { command in command.options.map { fish($0, behind: command.path) } }
    return (words + options).joined(separator: "\n")
  }

  /// An option that a command takes; every command where there are no words.
  private func fish(_ option: OptionSpecification, behind path: [String]) -> String {
    var line = "complete -c robotctl"
    if !path.isEmpty { line += " -n '\(seen(path))'" }
    line += " -l \(option.name)"
    if let letter = option.letter { line += " -s \(letter)" }
    if option.value != nil { line += " -r" }
    return line + " -d '\(quoted(option.help))'"
  }

  private func seen(_ path: [String]) -> String {
    path.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
  }

  /// A text between fish's single quotes.
  private func quoted(_ text: String) -> String {
    text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
  }
}
