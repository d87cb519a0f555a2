/// An encoded protobuf message of which nobody says what its fields are.
///
/// A field is a tag, whose lowest three bits say how its content is written, and the content: a
/// number of variable length (0), eight bytes (1), four bytes (5), or a length and so many bytes
/// (2). What stands behind a length is a text, or a message of its own; which of the two, only the
/// definition knows, so it is taken for both.
struct EncodedMessage {
  private var rest: ArraySlice<UInt8>
  private let depth: Int

  /// As deep as a message may be nested.
  private static let depthMaximum = 32

  /// Reads a message's bytes.
  init(_ bytes: ArraySlice<UInt8>) {
    self.init(bytes, depth: 0)
  }

  private init(_ bytes: ArraySlice<UInt8>, depth: Int) {
    rest = bytes
    self.depth = depth
  }

  /// Whether something holds for a part behind a length, here or within another part.
  ///
  /// - Complexity: O(length of the message), for each level of nesting.
  func holds(_ isFound: (ArraySlice<UInt8>) -> Bool) -> Bool {
    if depth == Self.depthMaximum { return false }
    var message = self
    while let tag = message.takeNumber() {
      switch tag & 7 {
      case 0: if message.takeNumber() == nil { return false }
      case 1: message.rest = message.rest.dropFirst(8)
      case 5: message.rest = message.rest.dropFirst(4)
      case 2:
        guard let count = message.takeNumber(), count <= UInt64(message.rest.count) else {
          return false
        }
        let part = message.rest.prefix(Int(count))
        message.rest = message.rest.dropFirst(Int(count))
        if isFound(part) { return true }
        if EncodedMessage(part, depth: depth + 1).holds(isFound) { return true }
      default: return false
      }
    }
    return false
  }

  /// The next number, seven bits a byte, the lowest first; nil where there is none.
  private mutating func takeNumber() -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
