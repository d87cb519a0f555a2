/// Writes messages of proto3 field by field into a buffer that grows and is kept from use to use.
///
/// As proto3 wants, a field that holds its type's default (zero, false, empty) is not written,
/// unless a function says that it always is: those serve `oneof` and `optional`. The length of a
/// message stands before it and is not known before it is written, so one byte is kept free for
/// it, and the message moved up in the rare case that it takes more.
struct StorageWriter: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  /// Makes an empty buffer.
  init(capacity: Int) {
    precondition(capacity >= Self.longestNumber * 2)
    self.capacity = capacity
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    bytes.deallocate()
  }

  /// Forgets what was written and keeps the memory.
  mutating func clear() {
    count = 0
  }

  /// What was written.
  var written: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes, count: count)
  }

  // MARK: - Fields

  /// A field of type `uint64` or `uint32`.
  mutating func number(_ field: UInt8, _ value: UInt64) {
    if value != 0 { anyNumber(field, value) }
  }

  /// A field of type `int64` or `int32`.
  mutating func number(_ field: UInt8, _ value: Int64) {
    number(field, UInt64(bitPattern: value))
  }

  /// A field of type `int64` that is written whatever it holds, but not for nil.
  mutating func optionalNumber(_ field: UInt8, _ value: Int64?) {
    if let value { anyNumber(field, UInt64(bitPattern: value)) }
  }

  /// A number that is written whatever it is.
  mutating func anyNumber(_ field: UInt8, _ value: UInt64) {
    reserve(Self.longestNumber * 2)
    tag(field, wireType: 0)
    varint(value)
  }

  /// A field of type `bool`.
  mutating func flag(_ field: UInt8, _ value: Bool) {
    if value { anyNumber(field, 1) }
  }

  /// A field of type `string`.
  mutating func text(_ field: UInt8, _ value: String) {
    if !value.isEmpty { anyText(field, value) }
  }

  /// A text that is written even if it is empty.
  mutating func anyText(_ field: UInt8, _ value: String) {
    var value = value
    value.withUTF8 { content(field, UnsafeRawBufferPointer($0)) }
  }

  /// A field of type `bytes`.
  mutating func bytes(_ field: UInt8, _ value: [UInt8]) {
    if !value.isEmpty { anyBytes(field, value) }
  }

  /// Bytes, or a message that was packed before, that are written even if they are empty.
  mutating func anyBytes(_ field: UInt8, _ value: [UInt8]) {
    value.withUnsafeBytes { content(field, $0) }
  }

  /// A message that holds what `fill` writes; it is there even if that is nothing.
  @inline(__always)
  mutating func message(_ field: UInt8, _ fill: (inout StorageWriter) -> Void) {
    reserve(Self.longestNumber * 2)
    tag(field, wireType: 2)
    count += 1
    let start = count
    fill(&self)
    if count - start < 0x80 {
      bytes[start - 1] = UInt8(truncatingIfNeeded: count - start)
    } else {
      insertLength(of: start)
    }
  }

  // MARK: - Bytes

  /// The most bytes that a tag or a number takes.
  private static let longestNumber = 10

  private mutating func content(_ field: UInt8, _ value: UnsafeRawBufferPointer) {
    reserve(Self.longestNumber * 2 + value.count)
    tag(field, wireType: 2)
    varint(UInt64(value.count))
    if let source = value.baseAddress {
      UnsafeMutableRawPointer(bytes + count).copyMemory(from: source, byteCount: value.count)
    }
    count += value.count
  }

  /// Moves the message from `start` on up, and puts its length of several bytes before it.
  @inline(never)
  private mutating func insertLength(of start: Int) {
    let length = count - start
    let lengthBytes = (Int.bitWidth - length.leadingZeroBitCount + 6) / 7
    reserve(lengthBytes)
    UnsafeMutableRawPointer(bytes + start + lengthBytes - 1)
      .copyMemory(from: bytes + start, byteCount: length)
    count = start - 1
    varint(UInt64(length))
    count += length
  }

  /// Field numbers up to 15 take one byte, up to 31 two.
  @inline(__always)
  private mutating func tag(_ field: UInt8, wireType: UInt8) {
    varint(UInt64(field) << 3 | UInt64(wireType))
  }

  @inline(__always)
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    bytes[count] = UInt8(truncatingIfNeeded: rest)
    count += 1
  }

  @inline(__always)
  private mutating func reserve(_ byteCount: Int) {
    if capacity - count < byteCount { grow(by: byteCount) }
  }

  @inline(never)
  private mutating func grow(by byteCount: Int) {
    capacity = max(capacity * 2, count + byteCount)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }
}
