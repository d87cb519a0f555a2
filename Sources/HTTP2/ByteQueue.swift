/// Bytes that wait in one piece of memory: appended at the end, taken from the front.
///
/// Memory is kept for the next use up to 8 KiB, so that a stream that is recycled allocates
/// nothing; more is given back as soon as the queue is empty.
package struct ByteQueue: ~Copyable {
  private static let keptBytes = 8 << 10

  private var base: UnsafeMutableRawPointer?
  private var capacity = 0
  private var head = 0
  private var tail = 0

  /// Makes an empty queue without memory.
  package init() {}

  deinit {
    base?.deallocate()
  }

  /// How many bytes wait.
  package var count: Int { tail - head }

  /// The bytes that wait; valid until the queue changes.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base.map { UnsafeRawPointer($0 + head) }, count: count)
  }

  /// Adds room for some bytes at the end, which the caller must fill before anything else.
  package mutating func extend(by byteCount: Int) -> UnsafeMutableRawBufferPointer {
    if tail + byteCount > capacity { makeRoom(for: byteCount) }
    defer { tail += byteCount }
    return UnsafeMutableRawBufferPointer(start: base.map { $0 + tail }, count: byteCount)
  }

  /// Adds a copy of some bytes at the end.
  package mutating func append(_ source: UnsafeRawBufferPointer) {
    guard source.count > 0 else { return }
    extend(by: source.count).copyMemory(from: source)
  }

  /// Takes bytes from the front.
  package mutating func removeFirst(_ byteCount: Int) {
    precondition(byteCount <= count, "\(byteCount) of \(count) bytes cannot be taken")
    head += byteCount
    if head == tail { removeAll() }
  }

  /// Takes everything.
  package mutating func removeAll() {
    head = 0
    tail = 0
    guard capacity > ByteQueue.keptBytes else { return }
    base?.deallocate()
    base = nil
    capacity = 0
  }

  private mutating func makeRoom(for byteCount: Int) {
    let needed = count + byteCount
    if needed <= capacity / 2, let base {
      base.copyMemory(from: base + head, byteCount: count)
    } else {
      capacity = max(capacity * 2, needed, 1 << 10)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      if let base {
        larger.copyMemory(from: base + head, byteCount: count)
        base.deallocate()
      }
      base = larger
    }
    tail -= head
    head = 0
  }
}
