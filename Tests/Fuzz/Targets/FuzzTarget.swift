/// Something that takes bytes from outside, and what it promises whatever they are.
///
/// One is one file below `Targets`, named in `FuzzTargets.all`. It runs in two ways: under libFuzzer
/// for as long as one likes (`Tests/Fuzz/run`), and with every `swift test` for a moment on bytes
/// from a seeded generator. A crash, a trap or a broken promise is a bug.
protocol FuzzTarget: SendableMetatype {
  /// The name on the command line and of the folder of its fail cases.
  static var name: String { get }

  /// Inputs that reach deep: libFuzzer starts from them, the seeded generator damages them.
  static var seeds: [[UInt8]] { get }

  /// How many damaged inputs `swift test` tries; fewer where one costs much.
  static var shortRunCount: Int { get }

  /// Takes one input.
  ///
  /// - Throws: `BrokenPromise`.
  static func run(_ input: RawSpan) throws
}

extension FuzzTarget {
  static var shortRunCount: Int { 300 }
}

/// What an input made the code do that it promises never to do.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String
}

/// Throws unless a promise is kept.
func promise(
  _ isKept: Bool,
  _ description: @autoclosure () -> String
) throws(BrokenPromise) {
  if !isKept { throw BrokenPromise(description: description()) }
}
