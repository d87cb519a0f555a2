/// A parser with a bug planted in it: proves that the fuzzer, as it is built and run, finds one.
///
/// Five bytes must be right, each seen only behind the one before, so chance alone would need a
/// trillion tries; then a byte behind the end of the memory is read, which only the address
/// sanitizer notices.
enum CanaryTarget: FuzzTarget {
  static let name = "canary"
  static let seeds: [[UInt8]] = [[0]]

  static func run(_ input: RawSpan) throws {
    input.withUnsafeBytes { bytes in
      guard bytes.count >= 5, bytes[0] == UInt8(ascii: "r"), bytes[1] == UInt8(ascii: "o"),
        bytes[2] == UInt8(ascii: "b"), bytes[3] == UInt8(ascii: "o"), bytes[4] == UInt8(ascii: "t")
      else { return }
      guard let start = bytes.baseAddress else { return }
      sum &+= start.load(fromByteOffset: bytes.count, as: UInt8.self)
    }
  }

  /// Keeps the read from being optimised away.
  nonisolated(unsafe) private static var sum: UInt8 = 0
}
