/// The first 64 bytes of a segment file, see `JournalFormat.swift`.
struct SegmentHeader: Equatable {
  static let byteCount = 64

  let origin: JournalOrigin
  /// The whole file's size in bytes.
  let fileBytes: Int
  let number: UInt64
  let firstSequence: UInt64
  /// The last batch known durable when the header was written.
  let durableSequence: UInt64
  /// The checksum of the record before the first.
  let previousChecksum: UInt32

  /// What the first bytes of a segment file turned out to be.
  enum Reading: Equatable {
    case header(SegmentHeader)
    case newerVersion(UInt16)
    case invalid
  }

  private static let magic: [UInt8] = Array("robotjnl".utf8)
  private static let endMark: [UInt8] = Array("seg.".utf8)

  /// Appends the header's bytes.
  func encode(into bytes: inout [UInt8], _ checksum: Checksum) {
    let start = bytes.count
    bytes.append(contentsOf: SegmentHeader.magic)
    bytes.append(littleEndian: JournalFormat.version)
    bytes.append(origin.clock.rawValue)
    bytes.append(0)
    bytes.append(littleEndian: UInt32(fileBytes))
    bytes.append(littleEndian: origin.directoryID)
    bytes.append(littleEndian: number)
    bytes.append(littleEndian: firstSequence)
    bytes.append(littleEndian: durableSequence)
    bytes.append(littleEndian: previousChecksum)
    bytes.append(littleEndian: UInt32(0))
    bytes.append(littleEndian: checksum(bytes.span.extracting(start...)))
    bytes.append(contentsOf: SegmentHeader.endMark)
  }

  /// The header of a copy of the segment's first so many bytes.
  func sized(_ byteCount: Int) -> SegmentHeader {
    SegmentHeader(
      origin: origin,
      fileBytes: byteCount,
      number: number,
      firstSequence: firstSequence,
      durableSequence: durableSequence,
      previousChecksum: previousChecksum
    )
  }

  /// Reads a header from the first bytes of a segment file.
  static func read(_ bytes: Span<UInt8>, _ checksum: Checksum) -> Reading {
    guard bytes.count >= byteCount,
      bytes.starts(with: magic, at: 0),
      bytes.starts(with: endMark, at: 60),
      bytes.word32(at: 56) == checksum(bytes.extracting(0..<56))
    else { return .invalid }
    let version = bytes.word16(at: 8)
    if version > JournalFormat.version { return .newerVersion(version) }
    let fileBytes = Int(bytes.word32(at: 12))
    guard let clock = JournalOrigin.Clock(rawValue: bytes[10]),
      (byteCount...JournalFormat.maximumSegmentBytes).contains(fileBytes)
    else { return .invalid }
    return .header(
      SegmentHeader(
        origin: JournalOrigin(directoryID: bytes.word64(at: 16), clock: clock),
        fileBytes: fileBytes,
        number: bytes.word64(at: 24),
        firstSequence: bytes.word64(at: 32),
        durableSequence: bytes.word64(at: 40),
        previousChecksum: bytes.word32(at: 48)
      )
    )
  }
}

extension Span where Element == UInt8 {
  /// Whether `expected` stands at `offset`.
  func starts(with expected: [UInt8], at offset: Int) -> Bool {
    guard count - offset >= expected.count else { return false }
    for index in expected.indices where self[offset + index] != expected[index] {
      return false
    }
    return true
  }
}
