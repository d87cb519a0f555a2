import GRPC
import Linux
import RobotClient

/// robotctl: the shell's client of robotd.
@main
struct Main {
  static func main() {
    let parser = CommandLineParser(commands: Catalogue.commands)
    do {
      try StandardStream.occupyMissing()
      switch try parser.parse(Array(CommandLine.arguments.dropFirst())) {
      case .help(let path):
        let help = Help(commands: Catalogue.commands).text(path: path)
        try StandardStream.output.write(help)
      case .run(let command, let words, let values):
        let output = try output(values)
        try command.run(Invocation(words: words, values: values, output: output))
      }
    } catch {
      Output.complain("robotctl: \(error)")
      if let error = error as? CallError {
        for line in StatusDetails.lines(error.status) { Output.complain("  \(line)") }
      }
      CurrentProcess.exit(ExitCode(error).rawValue)
    }
  }

  private static func output(_ values: [(name: String, value: String)]) throws -> Output {
    let word = values.last { $0.name == "output" }?.value ?? "table"
    guard let format = Output.Format(rawValue: word) else {
      throw UsageError("--output takes table or json, not \"\(word)\"")
    }
    let color = values.last { $0.name == "color" }?.value ?? "auto"
    switch color {
    case "auto":
      let isWanted = (Environment.value("NO_COLOR") ?? "").isEmpty
      return Output(format: format, usesColor: isWanted && StandardStream.output.isTerminal)
    case "always": return Output(format: format, usesColor: true)
    case "never": return Output(format: format, usesColor: false)
    default: throw UsageError("--color takes auto, always or never, not \"\(color)\"")
    }
  }
}
