/// A cursor over the bytes of a TZif file.
struct TZifReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The counts of a header.
  struct Header {
    var version: Int
    var utcIndicators: Int
    var standardIndicators: Int
    var leapSeconds: Int
    var times: Int
    var types: Int
    var nameBytes: Int

    /// How long the data block is that follows the header.
    func blockBytes(bytesPerTime: Int) -> Int {
      times * (bytesPerTime + 1) + types * 6 + nameBytes + leapSeconds * (bytesPerTime + 4)
        + standardIndicators + utcIndicators
    }
  }

  /// Reads a header and checks that its block can be there.
  mutating func header() throws(TZifError) -> Header {
    let start = position
    try require(44, "a header of 44 bytes")
    guard bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else {
      throw failure("expected the letters TZif")
    }
    position += 4
    let version = try self.version()
    position += 15
    let header = Header(
      version: version,
      utcIndicators: count(),
      standardIndicators: count(),
      leapSeconds: count(),
      times: count(),
      types: count(),
      nameBytes: count()
    )
    guard header.leapSeconds == 0 else {
      throw failure("found \(header.leapSeconds) leap seconds; expected a file in POSIX time")
    }
    return header
  }

  /// Steps over a data block.
  mutating func skipBlock(_ header: Header, bytesPerTime: Int) throws(TZifError) {
    let length = header.blockBytes(bytesPerTime: bytesPerTime)
    try require(length, "a data block of \(length) bytes")
    position += length
  }

  /// Reads a data block.
  mutating func block(_ header: Header, bytesPerTime: Int) throws(TZifError) -> TZifBlock {
    let start = position
    try skipBlock(header, bytesPerTime: bytesPerTime)
    position = start
    guard 1...256 ~= header.types else {
      throw failure("found \(header.types) types of time; expected 1 to 256")
    }
    var times: [Int64] = []
    times.reserveCapacity(header.times)
    for _ in 0..<header.times {
      let time = integer(byteCount: bytesPerTime)
      guard times.last.map({ $0 < time }) ?? true else {
        throw failure("expected transition times in ascending order")
      }
      times.append(time)
    }
    let indexes = bytes[position..<(position + header.times)].map { Int($0) }
    guard indexes.allSatisfy({ $0 < header.types }) else {
      throw failure("expected indexes below \(header.types), the number of types")
    }
    position += header.times
    let offsets = try self.offsets(count: header.types)
    position = start + header.blockBytes(bytesPerTime: bytesPerTime)
    let changes = zip(times, indexes).map { (time: $0, offset: offsets[$1]) }
    return TZifBlock(firstOffset: offsets[0], changes: changes)
  }

  /// Reads the footer's rule; nil if it is empty.
  mutating func footer() throws(TZifError) -> ZoneRule? {
    let newline = UInt8(ascii: "\n")
    try require(1, "a footer")
    guard bytes[position] == newline else { throw failure("expected a newline") }
    position += 1
    guard let end = bytes[position...].firstIndex(of: newline) else {
      throw failure("expected a footer that ends with a newline")
    }
    guard end > position else { return nil }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    do throws(TimeTextError) {
      return try ZoneRule(posix: text)
    } catch {
      throw failure("found the rule \(error)")
    }
  }

  private mutating func version() throws(TZifError) -> Int {
    switch bytes[position] {
    case 0:
      position += 1
      return 1
    case UInt8(ascii: "2")...UInt8(ascii: "4"):
      position += 1
      return Int(bytes[position - 1] - UInt8(ascii: "0"))
    default:
      throw failure("found version byte \(bytes[position]); expected 0, '2', '3' or '4'")
    }
  }

  /// Reads the offsets of the types, without the rest that belongs to them.
  private mutating func offsets(count: Int) throws(TZifError) -> [Int32] {
    var offsets: [Int32] = []
    for _ in 0..<count {
      let offset = integer(byteCount: 4)
      guard ZoneTable.offsetRange.contains(offset) else {
        throw failure("found an offset of \(offset) s; expected at most 26 hours")
      }
      offsets.append(Int32(offset))
      position += 2
    }
    return offsets
  }

  private mutating func count() -> Int {
    Int(UInt32(truncatingIfNeeded: integer(byteCount: 4)))
  }

  /// Reads a signed big-endian number; the caller has checked that it is there.
  private mutating func integer(byteCount: Int) -> Int64 {
    var value: Int64 = bytes[position] >= 0x80 ? -1 : 0
    for byte in bytes[position..<(position + byteCount)] { value = value << 8 | Int64(byte) }
    position += byteCount
    return value
  }

  private func require(_ count: Int, _ expected: String) throws(TZifError) {
    guard bytes.count - position >= count else {
      throw failure("the file ends; expected \(expected)")
    }
  }

  private func failure(_ problem: String) -> TZifError {
    TZifError(byteOffset: position, problem: problem)
  }
}
