extension UnsafeRawBufferPointer {
  /// Whether these bytes are exactly those of a literal.
  @inlinable @inline(__always)
  package func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount
      && sameBytes(
        self,
        UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
      )
  }

  /// Whether these bytes are exactly those of another run.
  @inlinable
  package func equals(_ other: UnsafeRawBufferPointer) -> Bool {
    count == other.count && sameBytes(self, other)
  }
}

/// Compares two runs of the same length, eight bytes a step.
@inlinable @inline(__always)
func sameBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard let left = left.baseAddress, let rightBase = right.baseAddress else { return true }
  let count = right.count
  var offset = 0
  while offset + 8 <= count {
    guard
      left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        == rightBase.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    else { return false }
    offset += 8
  }
  while offset < count {
    guard
      left.load(fromByteOffset: offset, as: UInt8.self)
        == rightBase.load(fromByteOffset: offset, as: UInt8.self)
    else { return false }
    offset += 1
  }
  return true
}
