import Testing
import TestSupport

@testable import Journal

@Suite struct SectorsTests {
  /// A record in a segment of zeroes, and where it starts and ends.
  private func segment(
    _ payload: [UInt8],
    at offset: Int
  ) -> (bytes: [UInt8], range: Range<Int>) {
    var record: [UInt8] = []
    _ = Record.encode(
      payload,
      sequence: 1,
      lag: 1,
      previous: 0,
      into: &record,
      at: offset,
      .fast
    )
    var bytes = [UInt8](repeating: 0, count: 2560 + 512)
    bytes.replaceSubrange(offset..<offset + record.count, with: record)
    return (bytes, offset..<offset + record.count)
  }

  /// What the reader concludes from a place where a record is due.
  private func looksTorn(_ bytes: [UInt8], at offset: Int) -> Bool {
    if let header = RecordHeader.read(at: offset, in: bytes.span, .fast) {
      return Sectors.isTorn(header, at: offset, in: bytes.span)
    }
    return Sectors.isTornHeader(at: offset, in: bytes.span)
  }

  private static let offsets = [64, 488, 504, 512]
  private static let payloads: [[UInt8]] = [
    batch(1, byteCount: 40), batch(2, byteCount: 1800), [UInt8](repeating: 0, count: 1800),
    [UInt8](repeating: 0, count: 700) + [1] + [UInt8](repeating: 0, count: 900),
  ]

  @Test("a write that stopped at any byte looks torn", arguments: offsets, payloads)
  func stopped(offset: Int, payload: [UInt8]) {
    let (bytes, range) = segment(payload, at: offset)
    var mistaken: [Int] = []
    for cut in range {
      var torn = bytes
      for index in cut..<range.upperBound {
        torn[index] = 0
      }
      if Record.read(at: offset, in: torn.span, .fast) == nil, !looksTorn(torn, at: offset) {
        mistaken.append(cut)
      }
    }
    #expect(mistaken == [])
  }

  @Test("a write of which any sectors are missing looks torn", arguments: offsets, payloads)
  func missingSectors(offset: Int, payload: [UInt8]) {
    let (bytes, range) = segment(payload, at: offset)
    let sectors = Array(range.lowerBound / 512...(range.upperBound - 1) / 512)
    for missing in 1..<1 << sectors.count {
      var torn = bytes
      for (index, sector) in sectors.enumerated() where missing >> index & 1 == 1 {
        torn.replaceSubrange(
          sector * 512..<sector * 512 + 512,
          with: repeatElement(0, count: 512)
        )
      }
      // Sectors that were zero anyway are not missed.
      if Record.read(at: offset, in: torn.span, .fast) == nil {
        let isTheOneBitSector = torn.elementsEqual(bytes) { $0 == $1 || $0 == 1 || $1 == 1 }
        #expect(looksTorn(torn, at: offset) || isTheOneBitSector, "sectors \(missing)")
      }
    }
  }

  @Test("a flipped bit never looks torn", arguments: offsets, payloads)
  func flippedBits(offset: Int, payload: [UInt8]) {
    let (bytes, range) = segment(payload, at: offset)
    var flipped = bytes
    var mistaken: [Int] = []
    for bit in range.lowerBound * 8..<range.upperBound * 8 {
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      if looksTorn(flipped, at: offset) {
        mistaken.append(bit)
      }
      flipped[bit / 8] = bytes[bit / 8]
    }
    #expect(mistaken == [])
  }
}
