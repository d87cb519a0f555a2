import Glibc

/// Runs one target under libFuzzer: `fuzz TARGET [libFuzzer's options and corpus folders]`.
///
/// `fuzz --list` prints the targets, `fuzz --seeds TARGET FOLDER` writes a target's seeds as files.
@main enum Main {
  nonisolated(unsafe) private static var target: any FuzzTarget.Type = CanaryTarget.self

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "--list" { return list() }
    let isAskedForSeeds = arguments.first == "--seeds"
    let rest = isAskedForSeeds ? arguments.dropFirst() : arguments
    guard let name = rest.first, let named = FuzzTargets.named(name) else {
      fail("expected a target, one of \(FuzzTargets.all.map { $0.name }.joined(separator: ", "))")
    }
    target = named
    if isAskedForSeeds { return writeSeeds(to: rest.dropFirst().first ?? ".") }
    fuzz()
  }

  private static func list() {
    for target in FuzzTargets.all { print(target.name) }
  }

  private static func writeSeeds(to folder: String) {
    for (index, seed) in target.seeds.enumerated() {
      guard let file = fopen("\(folder)/seed-\(index)", "w") else { fail("cannot write \(folder)") }
      fwrite(seed, 1, seed.count, file)
      fclose(file)
    }
  }

  /// Hands over to libFuzzer, which takes the target's name for the program's.
  private static func fuzz() {
    var count = CommandLine.argc - 1
    var arguments = CommandLine.unsafeArgv + 1
    let result = runLibFuzzer(&count, &arguments) { start, count in
      do {
        try Main.target.run(UnsafeRawBufferPointer(start: start, count: count).bytes)
      } catch {
        fatalError("\(error)")
      }
      return 0
    }
    exit(result)
  }

  private static func fail(_ message: String) -> Never {
    let line = Array("fuzz: \(message)\n".utf8)
    write(STDERR_FILENO, line, line.count)
    exit(64)
  }
}

/// libFuzzer's own main loop.
@_silgen_name("LLVMFuzzerRunDriver")
private func runLibFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
