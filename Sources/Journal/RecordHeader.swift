/// The first 32 bytes of a record, see `JournalFormat.swift`.
struct RecordHeader: Equatable {
  static let byteCount = 32

  let payloadBytes: Int
  let sequence: UInt64
  /// How far the durable batches were behind this one when it was written.
  let lag: UInt32
  /// The checksum of the record before.
  let previousChecksum: UInt32
  /// Sectors wholly inside the record that have less than two bits set.
  let bareSectors: UInt16

  /// The last batch known durable when the record was written.
  var durableSequence: UInt64 { sequence - UInt64(lag) }

  /// The bytes "btch".
  private static let beginMark: UInt32 = 0x6863_7462
  /// The bytes "->".
  private static let endMark: UInt16 = 0x3e2d
  private static let checksumOffset = 24
  private static let blank = [UInt8](repeating: 0, count: byteCount)
  private static let bareSectorsOffset = 28

  /// Appends the header's bytes.
  func encode(into buffer: inout [UInt8], _ checksum: Checksum) {
    // Made at its full length first: every command appends one.
    let start = buffer.count
    buffer.append(contentsOf: RecordHeader.blank)
    var bytes = buffer.mutableSpan
    bytes.set(littleEndian: RecordHeader.beginMark, at: start)
    bytes.set(littleEndian: UInt32(payloadBytes), at: start + 4)
    bytes.set(littleEndian: sequence, at: start + 8)
    bytes.set(littleEndian: lag, at: start + 16)
    bytes.set(littleEndian: previousChecksum, at: start + 20)
    bytes.set(littleEndian: bareSectors, at: start + RecordHeader.bareSectorsOffset)
    bytes.set(littleEndian: RecordHeader.endMark, at: start + 30)
    RecordHeader.seal(&buffer, at: start, checksum)
  }

  /// Sets the count of bare sectors of the header at `offset`, which was encoded without any.
  static func setBareSectors(
    _ count: UInt16,
    in buffer: inout [UInt8],
    at offset: Int,
    _ checksum: Checksum
  ) {
    buffer.set(littleEndian: count, at: offset + bareSectorsOffset)
    seal(&buffer, at: offset, checksum)
  }

  /// The header at `offset` if its marks and checksum hold and its numbers make sense.
  static func read(
    at offset: Int,
    in segment: Span<UInt8>,
    _ checksum: Checksum
  ) -> RecordHeader? {
    guard segment.count - offset >= byteCount,
      segment.word32(at: offset) == beginMark,
      segment.word16(at: offset + 30) == endMark,
      segment.word32(at: offset + checksumOffset)
        == self.checksum(of: segment, at: offset, checksum)
    else { return nil }
    let header = RecordHeader(
      payloadBytes: Int(segment.word32(at: offset + 4)),
      sequence: segment.word64(at: offset + 8),
      lag: segment.word32(at: offset + 16),
      previousChecksum: segment.word32(at: offset + 20),
      bareSectors: segment.word16(at: offset + bareSectorsOffset)
    )
    guard header.payloadBytes > 0,
      header.payloadBytes <= JournalFormat.maximumPayloadBytes,
      header.sequence > 0,
      UInt64(header.lag) <= header.sequence
    else { return nil }
    return header
  }

  private static func seal(
    _ buffer: inout [UInt8],
    at offset: Int,
    _ checksum: Checksum
  ) {
    let sum = self.checksum(of: buffer.span, at: offset, checksum)
    buffer.set(littleEndian: sum, at: offset + checksumOffset)
  }

  /// The checksum of the header without the four bytes that hold it.
  private static func checksum(
    of bytes: Span<UInt8>,
    at offset: Int,
    _ checksum: Checksum
  ) -> UInt32 {
    let front = checksum(bytes.extracting(offset..<offset + checksumOffset))
    let back = bytes.extracting(offset + bareSectorsOffset..<offset + byteCount)
    return checksum.update(front, back)
  }
}
