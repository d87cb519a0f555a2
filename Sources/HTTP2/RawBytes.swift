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

/// Compares two runs of the same length in words; the last word overlaps the one before it.
@inlinable @inline(__always)
func sameBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard let left = left.baseAddress, let start = right.baseAddress else { return true }
  let count = right.count
  if count >= 8 {
    var offset = 0
    while offset + 8 < count {
      guard sameWords(left, start, offset, UInt64.self) else { return false }
      offset += 8
    }
    return sameWords(left, start, count - 8, UInt64.self)
  }
  if count >= 4 {
    return sameWords(left, start, 0, UInt32.self) && sameWords(left, start, count - 4, UInt32.self)
  }
  if count >= 2 {
    return sameWords(left, start, 0, UInt16.self) && sameWords(left, start, count - 2, UInt16.self)
  }
  return count == 0 || sameWords(left, start, 0, UInt8.self)
}

@inlinable @inline(__always)
func sameWords<Word: BitwiseCopyable & Equatable>(
  _ left: UnsafeRawPointer,
  _ right: UnsafeRawPointer,
  _ offset: Int,
  _: Word.Type
) -> Bool {
  left.loadUnaligned(fromByteOffset: offset, as: Word.self)
    == right.loadUnaligned(fromByteOffset: offset, as: Word.self)
}
