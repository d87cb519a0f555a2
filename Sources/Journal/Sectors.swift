/// Tells the marks that a torn write leaves from those of a flipped bit: rule 5 of
/// `JournalFormat.swift`.
enum Sectors {
  /// How many sectors that lie wholly in `record` have less than two bits set.
  ///
  /// - Parameters:
  ///   - record: the bytes of a record without its trailer.
  ///   - offset: where the record starts in its file.
  static func bareCount(in record: Span<UInt8>, at offset: Int) -> UInt16 {
    var count = 0
    var start = (offset / size + 1) * size - offset
    while start + size <= record.count {
      if isBare(record.extracting(start..<start + size)) {
        count += 1
      }
      start += size
    }
    return UInt16(clamping: count)
  }

  /// Whether a record that is not whole, though its header is, looks torn.
  static func isTorn(_ header: RecordHeader, at offset: Int, in segment: Span<UInt8>) -> Bool {
    let end = offset + Record.byteCount(payloadBytes: header.payloadBytes)
    guard end <= segment.count else { return false }
    if segment[end - 1] == 0 { return true }
    return zeroPartCount(of: segment, in: offset..<end) > Int(header.bareSectors)
  }

  /// Whether a record's header that is not whole looks torn.
  static func isTornHeader(at offset: Int, in segment: Span<UInt8>) -> Bool {
    let end = min(offset + RecordHeader.byteCount, segment.count)
    return zeroPartCount(of: segment, in: offset..<end) > 0
      || segment.extracting(end...).isZero
  }

  /// Whether a segment's header that is not whole looks torn.
  static func isTornSegmentHeader(in segment: Span<UInt8>) -> Bool {
    let end = min(SegmentHeader.byteCount, segment.count)
    let header = segment.extracting(..<end)
    return header.isZero || (header[end - 1] == 0 && segment.extracting(end...).isZero)
  }

  private static let size = JournalFormat.sectorBytes

  private static func isBare(_ sector: Span<UInt8>) -> Bool {
    var bits = 0
    for index in sector.indices {
      bits += sector[index].nonzeroBitCount
      if bits > 1 { return false }
    }
    return true
  }

  /// How many of the pieces into which sector borders cut `range` are all zero.
  private static func zeroPartCount(of segment: Span<UInt8>, in range: Range<Int>) -> Int {
    var count = 0
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min((start / size + 1) * size, range.upperBound)
      if segment.extracting(start..<end).isZero {
        count += 1
      }
      start = end
    }
    return count
  }
}
