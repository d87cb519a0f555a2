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

  private var fish: String {
    nouns.map { noun in
      let verbs = verbs(of: noun)
      let first = "complete -c robotctl -n __fish_use_subcommand -f -a \(noun)\n"
      if verbs.isEmpty { return first }
      return first
        + "complete -c robotctl -n '__fish_seen_subcommand_from \(noun)' -f -a "
        + "'\(verbs.joined(separator: " "))'\n"
    }.joined()
  }
}
