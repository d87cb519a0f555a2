/// Writes messages of proto3 field by field into a buffer that grows and is kept from use to use.
///
/// As proto3 wants, a field that holds its type's default (zero, false, empty) is not written,
/// unless a function says that it always is: those serve `oneof` and `optional`. The length of a
/// message stands before it and is not known before it is written, so one byte is kept free for
/// it, and the message moved up in the rare case that it takes more.
struct FieldWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  /// Where the next byte goes.
  private var next: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>

  /// Makes an empty buffer.
  init(capacity: Int) {
    precondition(capacity >= Self.longestNumber * 2)
    start = .allocate(capacity: capacity)
    next = start
    end = start + capacity
  }

  deinit {
    start.deallocate()
  }

  /// Forgets what was written and keeps the memory.
  mutating func clear() {
    next = start
  }

  /// What was written.
  var written: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: next - start)
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
    next = Self.write(value, at: Self.writeTag(field, wireType: 0, at: next))
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
    // A fifth cheaper than by the text's UTF8Span.
    let isWritten: Void? = value.utf8.withContiguousStorageIfAvailable {
      content(field, UnsafeRawBufferPointer($0))
    }
    precondition(isWritten != nil, "the bytes of a text lie in one piece")
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
  mutating func message(_ field: UInt8, _ fill: (inout FieldWriter) -> Void) {
    let place = beginMessage(field)
    fill(&self)
    endMessage(begunAt: place)
  }

  /// Begins a message, whose fields follow; gives the place by which it is ended.
  @inline(__always)
  mutating func beginMessage(_ field: UInt8) -> Int {
    reserve(Self.longestNumber * 2)
    next = Self.writeTag(field, wireType: 2, at: next) + 1
    return next - start
  }

  /// Ends a message: now its length is known.
  @inline(__always)
  mutating func endMessage(begunAt place: Int) {
    let length = next - start - place
    if length < 0x80 {
      start[place - 1] = UInt8(truncatingIfNeeded: length)
    } else {
      insertLength(length, at: place - 1)
    }
  }

  // MARK: - Bytes

  /// The most bytes that a tag or a number takes.
  private static let longestNumber = 10

  @inline(__always)
  private mutating func content(_ field: UInt8, _ value: UnsafeRawBufferPointer) {
    reserve(Self.longestNumber * 2 + value.count)
    var place = Self.writeTag(field, wireType: 2, at: next)
    place = Self.write(UInt64(value.count), at: place)
    if let source = value.baseAddress {
      UnsafeMutableRawPointer(place).copyMemory(from: source, byteCount: value.count)
    }
    next = place + value.count
  }

  /// Moves a message up whose length, to stand at `place`, takes more than the byte kept free.
  @inline(never)
  private mutating func insertLength(_ length: Int, at place: Int) {
    let lengthBytes = (Int.bitWidth - length.leadingZeroBitCount + 6) / 7
    reserve(lengthBytes)
    UnsafeMutableRawPointer(start + place + lengthBytes)
      .copyMemory(from: start + place + 1, byteCount: length)
    // Byte by byte: what follows is there already.
    var byte = start + place
    var rest = length
    while rest >= 0x80 {
      byte.pointee = UInt8(truncatingIfNeeded: rest) | 0x80
      byte += 1
      rest >>= 7
    }
    byte.pointee = UInt8(truncatingIfNeeded: rest)
    next = byte + 1 + length
  }

  // These take the place in hand and give the next one: a byte that is written could lie anywhere
  // as far as the compiler knows, also in the writer, which would be read again after each.

  /// Field numbers up to 15 take one byte, up to 31 two.
  @inline(__always)
  private static func writeTag(
    _ field: UInt8,
    wireType: UInt8,
    at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let tag = UInt32(field) << 3 | UInt32(wireType)
    if tag < 0x80 {
      place[0] = UInt8(truncatingIfNeeded: tag)
      return place + 1
    }
    place[0] = UInt8(truncatingIfNeeded: tag) | 0x80
    place[1] = UInt8(truncatingIfNeeded: tag >> 7)
    return place + 2
  }

  @inline(__always)
  private static func write(
    _ value: UInt64,
    at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if value >= 0x80 { return writeLong(value, at: place) }
    place.pointee = UInt8(truncatingIfNeeded: value)
    return place + 1
  }

  /// A number of two to ten bytes, eight of them written at once: times and the store's own
  /// numbers take six and nine.
  ///
  /// Halves, quarters and eighths of 56 bits are moved apart until each group of seven has a byte.
  private static func writeLong(
    _ value: UInt64,
    at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var groups = value & 0x00ff_ffff_ffff_ffff
    groups = groups & 0x0fff_ffff | (groups & 0x00ff_ffff_f000_0000) << 4
    groups = groups & 0x0000_3fff_0000_3fff | (groups & 0x0fff_c000_0fff_c000) << 2
    groups = groups & 0x007f_007f_007f_007f | (groups & 0x3f80_3f80_3f80_3f80) << 1
    let continued: UInt64 = 0x8080_8080_8080_8080
    let bytes = UnsafeMutableRawPointer(place)
    let rest = value >> 56
    if rest == 0 {
      let byteCount = (UInt64.bitWidth - groups.leadingZeroBitCount + 7) / 8
      groups |= continued & (1 << UInt64((byteCount - 1) * 8) - 1)
      bytes.storeBytes(of: groups.littleEndian, as: UInt64.self)
      return place + byteCount
    }
    bytes.storeBytes(of: (groups | continued).littleEndian, as: UInt64.self)
    // Eight bits are left.
    place[8] = UInt8(truncatingIfNeeded: rest)
    if rest < 0x80 { return place + 9 }
    place[9] = 1
    return place + 10
  }

  @inline(__always)
  private mutating func reserve(_ byteCount: Int) {
    if end - next < byteCount { grow(by: byteCount) }
  }

  @inline(never)
  private mutating func grow(by byteCount: Int) {
    let count = next - start
    let capacity = max((end - start) * 2, count + byteCount)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: start, count: count)
    start.deallocate()
    start = larger
    next = larger + count
    end = larger + capacity
  }
}
