/// Reads an input from its front, as the choices a target makes; behind its end all is zero.
struct FuzzInput: ~Copyable {
  private let bytes: [UInt8]
  private var position = 0

  init(_ input: RawSpan) {
    bytes = input.array
  }

  var isEmpty: Bool { position >= bytes.count }

  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    position += 1
    return bytes[position - 1]
  }

  /// A number below `bound`, which is at most 256.
  mutating func choice(_ bound: Int) -> Int {
    Int(byte()) % bound
  }

  /// Up to `count` bytes.
  mutating func take(_ count: Int) -> [UInt8] {
    let end = min(position + count, bytes.count)
    defer { position = end }
    return Array(bytes[position..<end])
  }

  mutating func rest() -> [UInt8] {
    take(bytes.count)
  }
}

extension RawSpan {
  var array: [UInt8] { withUnsafeBytes { Array($0) } }

  /// The bytes as text, with replacements where they are no UTF-8.
  var text: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
}

extension [UInt8] {
  /// Lends the bytes out of memory of exactly their size, so that the address sanitizer notices a
  /// read of the first byte behind them.
  func withExactMemory(_ body: (RawSpan) throws -> Void) rethrows {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: self)
    try body(UnsafeRawBufferPointer(memory).bytes)
  }
}
