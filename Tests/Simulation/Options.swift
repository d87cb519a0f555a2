import Linux

/// What the command line asks for.
struct Options {
  private(set) var histories: UInt64 = 300
  private(set) var steps = 60
  /// Races instead of histories: so many.
  private(set) var races: Int?
  private(set) var firstSeed: UInt64 = 1
  /// After so many failures the rest is left out.
  private(set) var mostFailures = 5
  /// Failed histories are told step by step.
  private(set) var isTold = false

  init(_ arguments: ArraySlice<String>) throws {
    var arguments = arguments
    while let argument = arguments.popFirst() {
      switch argument {
      case "--story": isTold = true
      case "--races": races = Int(try Self.number(arguments.popFirst()))
      case "--histories": histories = try Self.number(arguments.popFirst())
      case "--steps": steps = Int(try Self.number(arguments.popFirst()))
      case "--failures": mostFailures = Int(try Self.number(arguments.popFirst()))
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
      "usage: simulation [--histories N] [--steps N] [--failures N] [--story] [--seed S]\n"
        + "       simulation --races N [--seed S]\n"
    )
    CurrentProcess.exit(64)
  }
}
