// A snapshot: every record of the state, in a file `00000000000000000042.snapshot`, which is
// named by the last batch before it was begun. It is written aside while batches go on, synced,
// read back, renamed and only then counts. All numbers are little-endian.
//
// Header:
//
//   offset size
//        0    8  "robotsnp"
//        8    2  format version, 1
//       10    1  clock: 0 real, 1 simulated
//       11    5  0
//       16    8  number of the data directory
//       24    8  first sequence: the last batch before the snapshot was begun
//       32   24  0
//       56    4  CRC32C of the 56 bytes above
//       60    4  "snp."
//
// Blocks, one behind the other, as many as the footer says:
//
//        0    4  length of the content in bytes
//        4    4  CRC32C of the four bytes above and the content, continued from the block before,
//                for the first from the header's
//        8    n  content: records, each as 4 bytes of length and that many bytes
//
// Footer, the last 48 bytes of the file:
//
//        0    8  "snapends"
//        8    8  last sequence: the last batch whose effect may be in the snapshot
//       16    8  number of records
//       24    8  number of blocks
//       32    8  length of the whole file in bytes
//       40    4  CRC32C of the 40 bytes above, continued from the last block
//       44    4  "end."
//
// Because each checksum continues the one before, a block that is changed, missing, doubled or out
// of place is noticed, and so is a file that is cut or has something behind its end.
//
// A record is written as it is at the moment its turn comes, so the snapshot is a mixture of
// states between the first and the last sequence. Records in batches are whole records, hence
// loading the mixture and replaying the journal from behind the first sequence gives the exact
// state, provided that the journal reaches at least to the last sequence. A reader insists.

/// The numbers of the snapshot's format that its writer and reader share.
enum SnapshotFormat {
  static let headerByteCount = 64
  static let blockHeaderByteCount = 8
  static let footerByteCount = 48
  /// A block is written when its content has grown to this.
  static let blockBytes = 256 << 10
}

/// What stands at the head of a snapshot.
struct SnapshotHeader: Equatable {
  let origin: JournalOrigin
  /// The last batch before the snapshot was begun.
  let firstSequence: UInt64

  private static let magic: [UInt8] = Array("robotsnp".utf8)
  private static let endMark: [UInt8] = Array("snp.".utf8)

  /// What the first bytes of a snapshot turned out to be; a header comes with its checksum.
  enum Reading: Equatable {
    case header(SnapshotHeader, checksum: UInt32)
    case newerVersion(UInt16)
    case invalid
  }

  /// The header's bytes and the checksum that the first block continues.
  func encoded(_ checksum: Checksum) -> (bytes: [UInt8], checksum: UInt32) {
    var bytes = SnapshotHeader.magic
    bytes.append(littleEndian: JournalFormat.version)
    bytes.append(origin.clock.rawValue)
    bytes.append(contentsOf: repeatElement(0, count: 5))
    bytes.append(littleEndian: origin.directoryID)
    bytes.append(littleEndian: firstSequence)
    bytes.append(contentsOf: repeatElement(0, count: 24))
    let sum = checksum(bytes.span)
    bytes.append(littleEndian: sum)
    bytes.append(contentsOf: SnapshotHeader.endMark)
    return (bytes, sum)
  }

  /// Reads a header from the first bytes of a snapshot.
  static func read(_ bytes: Span<UInt8>, _ checksum: Checksum) -> Reading {
    guard bytes.count >= SnapshotFormat.headerByteCount,
      bytes.starts(with: magic, at: 0), bytes.starts(with: endMark, at: 60)
    else { return .invalid }
    let sum = checksum(bytes.extracting(0..<56))
    guard bytes.word32(at: 56) == sum else { return .invalid }
    let version = bytes.word16(at: 8)
    if version > JournalFormat.version { return .newerVersion(version) }
    guard let clock = JournalOrigin.Clock(rawValue: bytes[10]) else { return .invalid }
    let origin = JournalOrigin(directoryID: bytes.word64(at: 16), clock: clock)
    return .header(
      SnapshotHeader(origin: origin, firstSequence: bytes.word64(at: 24)),
      checksum: sum
    )
  }
}

/// What stands at the end of a snapshot.
struct SnapshotFooter: Equatable {
  /// The last batch whose effect may be in the snapshot.
  let lastSequence: UInt64
  let recordCount: UInt64
  let blockCount: UInt64
  let fileBytes: UInt64

  private static let magic: [UInt8] = Array("snapends".utf8)
  private static let endMark: [UInt8] = Array("end.".utf8)

  /// The footer's bytes.
  ///
  /// - Parameter chain: the checksum of the last block.
  func encoded(continuing chain: UInt32, _ checksum: Checksum) -> [UInt8] {
    var bytes = SnapshotFooter.magic
    bytes.append(littleEndian: lastSequence)
    bytes.append(littleEndian: recordCount)
    bytes.append(littleEndian: blockCount)
    bytes.append(littleEndian: fileBytes)
    bytes.append(littleEndian: checksum.update(chain, bytes.span))
    bytes.append(contentsOf: SnapshotFooter.endMark)
    return bytes
  }

  /// Reads a footer, nil if its marks do not hold; `isGenuine` checks the rest.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count == SnapshotFormat.footerByteCount,
      bytes.starts(with: SnapshotFooter.magic, at: 0),
      bytes.starts(with: SnapshotFooter.endMark, at: 44)
    else { return nil }
    lastSequence = bytes.word64(at: 8)
    recordCount = bytes.word64(at: 16)
    blockCount = bytes.word64(at: 24)
    fileBytes = bytes.word64(at: 32)
  }

  init(lastSequence: UInt64, recordCount: UInt64, blockCount: UInt64, fileBytes: UInt64) {
    self.lastSequence = lastSequence
    self.recordCount = recordCount
    self.blockCount = blockCount
    self.fileBytes = fileBytes
  }
}
