/// One batch as it lies in a segment, see `JournalFormat.swift`.
struct Record: Equatable {
  let header: RecordHeader
  /// Where it starts in the segment file.
  let offset: Int
  /// Its own checksum, which the next record names.
  let checksum: UInt32

  static let trailerByteCount = 8
  /// Bytes of a record whose payload is one byte.
  static let minimumByteCount = byteCount(payloadBytes: 1)

  /// Bytes of a record with a payload of `payloadBytes`.
  static func byteCount(payloadBytes: Int) -> Int {
    RecordHeader.byteCount + JournalFormat.aligned(payloadBytes) + trailerByteCount
  }

  /// Where the next record starts.
  var end: Int { offset + Record.byteCount(payloadBytes: header.payloadBytes) }

  /// Where the payload lies in the segment file.
  var payload: Range<Int> {
    let start = offset + RecordHeader.byteCount
    return start..<start + header.payloadBytes
  }

  /// The record at `offset` if it is whole, whatever its place in the chain.
  static func read(
    at offset: Int,
    in segment: Span<UInt8>,
    _ checksum: Checksum
  ) -> Record? {
    guard let header = RecordHeader.read(at: offset, in: segment, checksum) else { return nil }
    let trailer =
      offset + byteCount(payloadBytes: header.payloadBytes) - trailerByteCount
    guard trailer + trailerByteCount <= segment.count,
      segment.word32(at: trailer + 4) == endMark
    else { return nil }
    let sum = checksum(segment.extracting(offset..<trailer))
    guard segment.word32(at: trailer) == sum else { return nil }
    return Record(header: header, offset: offset, checksum: sum)
  }

  /// Appends a record's bytes to `buffer`, whose first byte lies at `bufferOffset` in the segment.
  ///
  /// - Returns: the record's checksum.
  static func encode(
    _ payload: [UInt8],
    sequence: UInt64,
    lag: UInt32,
    previous: UInt32,
    into buffer: inout [UInt8],
    at bufferOffset: Int,
    _ checksum: Checksum
  ) -> UInt32 {
    let start = buffer.count
    RecordHeader(
      payloadBytes: payload.count,
      sequence: sequence,
      lag: lag,
      previousChecksum: previous,
      bareSectors: 0
    ).encode(into: &buffer, checksum)
    buffer.append(contentsOf: payload)
    while buffer.count % JournalFormat.alignment != start % JournalFormat.alignment {
      buffer.append(0)
    }
    let bareSectors = Sectors.bareCount(
      in: buffer.span.extracting(start...),
      at: bufferOffset + start
    )
    if bareSectors > 0 {
      RecordHeader.setBareSectors(bareSectors, in: &buffer, at: start, checksum)
    }
    let sum = checksum(buffer.span.extracting(start...))
    buffer.append(littleEndian: sum)
    buffer.append(littleEndian: endMark)
    return sum
  }

  /// The bytes "end.".
  private static let endMark: UInt32 = 0x2e64_6e65
}
