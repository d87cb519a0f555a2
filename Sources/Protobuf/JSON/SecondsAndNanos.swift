/// What Timestamp and Duration both hold: int64 seconds = 1, int32 nanos = 2.
struct SecondsAndNanos: Equatable {
  var seconds: Int64
  var nanos: Int32

  /// The wire form; zeros are left out.
  var wire: [UInt8] {
    var writer = WireWriter()
    if seconds != 0 { writer.varint(1, UInt64(bitPattern: seconds)) }
    if nanos != 0 { writer.varint(2, UInt64(bitPattern: Int64(nanos))) }
    return writer.bytes
  }

  init(seconds: Int64, nanos: Int32) {
    self.seconds = seconds
    self.nanos = nanos
  }

  init(wire bytes: ArraySlice<UInt8>) throws(WireError) {
    self.init(seconds: 0, nanos: 0)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      guard case .varint(let value) = field.payload else { continue }
      if field.number == 1 { seconds = Int64(bitPattern: value) }
      if field.number == 2 { nanos = Int32(truncatingIfNeeded: value) }
    }
  }

  /// A fraction as text with its point: nothing, or 3, 6 or 9 digits.
  static func fraction(_ nanos: Int32) -> String {
    guard nanos != 0 else { return "" }
    let digits = String(nanos)
    var text = String(repeating: "0", count: 9 - digits.count) + digits
    while text.hasSuffix("000") { text.removeLast(3) }
    return "." + text
  }

  /// The nanoseconds of a fraction's digits, from one to nine of them; nil if they are none.
  static func nanos(_ digits: Substring) -> Int32? {
    guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int32(digits + String(repeating: "0", count: 9 - digits.utf8.count))
  }
}
