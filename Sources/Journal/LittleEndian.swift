// Numbers as bytes, least significant first.

extension Array where Element == UInt8 {
  /// Appends a number's bytes.
  mutating func append<Number: FixedWidthInteger & UnsignedInteger>(littleEndian number: Number) {
    var rest = number
    for _ in 0..<(Number.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Overwrites as many bytes as a number has with the number's.
  mutating func set<Number: FixedWidthInteger>(littleEndian number: Number, at offset: Int) {
    var bytes = mutableSpan
    bytes.set(littleEndian: number, at: offset)
  }
}

extension MutableSpan where Element == UInt8 {
  /// Overwrites as many bytes as a number has with the number's.
  @inline(__always)
  mutating func set<Number: FixedWidthInteger>(littleEndian number: Number, at offset: Int) {
    for index in 0..<(Number.bitWidth / 8) {
      self[offset + index] = UInt8(truncatingIfNeeded: number >> Number(8 * index))
    }
  }
}

extension Span where Element == UInt8 {
  /// The number whose two bytes start at `offset`.
  func word16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
  }

  /// The number whose four bytes start at `offset`.
  func word32(at offset: Int) -> UInt32 {
    UInt32(word16(at: offset)) | UInt32(word16(at: offset + 2)) << 16
  }

  /// The number whose eight bytes start at `offset`.
  func word64(at offset: Int) -> UInt64 {
    UInt64(word32(at: offset)) | UInt64(word32(at: offset + 4)) << 32
  }

  /// Whether all bytes are zero.
  var isZero: Bool {
    // Without an early exit the loop is done many bytes at a time; whole pages are the steps.
    var start = 0
    while start < count {
      let end = Swift.min(start + 4096, count)
      var union: UInt8 = 0
      for index in start..<end {
        union |= self[index]
      }
      if union != 0 { return false }
      start = end
    }
    return true
  }

  /// How many bytes are not zero.
  var nonZeroCount: Int {
    if isZero { return 0 }
    var total = 0
    for index in indices where self[index] != 0 {
      total += 1
    }
    return total
  }

  /// Where the last byte that is not zero ends, 0 if there is none.
  var endOfContent: Int {
    var end = count
    while end > 0 && self[end - 1] == 0 {
      end -= 1
    }
    return end
  }
}
