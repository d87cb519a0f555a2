import Linux

/// What the command line asks for.
struct Options {
  private(set) var histories: UInt64 = 300
  private(set) var steps = 60
  private(set) var firstSeed: UInt64 = 1
  /// Failed histories are told step by step.
  private(set) var isTold = false

  init(_ arguments: ArraySlice<String>) throws {
    var arguments = arguments
    while let argument = arguments.popFirst() {
      switch argument {
      case "--story": isTold = true
      case "--histories": histories = try Self.number(arguments.popFirst())
      case "--steps": steps = Int(try Self.number(arguments.popFirst()))
      case "--seed": firstSeed = try Self.number(arguments.popFirst())
      default: try Self.refuse()
      }
    }
  }

  private static func number(_ text: String?) throws -> UInt64 {
    guard let number = text.flatMap({ UInt64($0) }), number < 1 << 48 else {
      try refuse()
    }
    return number
  }

  private static func refuse() throws -> Never {
    try StandardStream.error.write(
      "usage: simulation [--histories N] [--steps N] [--seed S] [--story]\n"
    )
    CurrentProcess.exit(64)
  }
}
