/// `robotctl completion`: a script with which a shell completes commands and options.
enum CompletionCommand {
  static let all = [
    Command(
      "completion",
      "bash|zsh|fish",
      summary: "print a completion script for a shell",
      details: "source <(robotctl completion bash)"
    ) { invocation in
      guard
        let script = Completion(commands: Catalogue.commands).script(shell: invocation.words[0])
      else {
        throw UsageError("there is no script for \"\(invocation.words[0])\": bash, zsh or fish")
      }
      invocation.output.line(script)
    }
  ]
}
