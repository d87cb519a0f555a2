/// Reads a snapshot block by block and believes nothing that its checksums do not prove.
struct SnapshotReader {
  let name: String
  let header: SnapshotHeader
  let footer: SnapshotFooter

  private let file: any JournalFile
  private let checksum: Checksum
  private let headerChecksum: UInt32
  private let footerBytes: [UInt8]
  private var chain: UInt32
  private var offset = SnapshotFormat.headerByteCount
  private var blockCount: UInt64 = 0
  private var recordCount: UInt64 = 0
  /// The content of the block being taken apart, and where its next record starts.
  private var block: [UInt8] = []
  private var position = 0

  /// Opens a snapshot by its header and footer; the blocks are not looked at yet.
  init(
    _ name: String,
    in storage: any JournalStorage,
    _ checksum: Checksum
  ) throws(JournalError) {
    let file = try JournalError.wrapping { () throws(StorageError) in try storage.open(name) }
    let size = try JournalError.wrapping { () throws(StorageError) in try file.size() }
    let smallest = SnapshotFormat.headerByteCount + SnapshotFormat.footerByteCount
    if size < smallest {
      throw SnapshotReader.damage(name, 0, 0, "\(size) bytes are too few for a snapshot")
    }
    let head = try SnapshotReader.read(SnapshotFormat.headerByteCount, at: 0, of: file)
    switch SnapshotHeader.read(head.span, checksum) {
    case .invalid:
      throw SnapshotReader.damage(name, 0, 0, "the header is not what was written")
    case .newerVersion(let version):
      throw .unsupportedVersion(file: name, version: version)
    case .header(let header, let sum):
      self.header = header
      headerChecksum = sum
    }
    let footerOffset = size - SnapshotFormat.footerByteCount
    let tail = try SnapshotReader.read(
      SnapshotFormat.footerByteCount,
      at: footerOffset,
      of: file
    )
    guard let footer = SnapshotFooter(tail.span), footer.fileBytes == UInt64(size) else {
      throw SnapshotReader.damage(
        name,
        footerOffset,
        0,
        "the file is cut or its end is not what was written"
      )
    }
    self.name = name
    self.footer = footer
    footerBytes = tail
    self.file = file
    self.checksum = checksum
    chain = headerChecksum
  }

  /// Reads everything once and checks it, then goes back to the start.
  mutating func prove() throws(JournalError) {
    while try next() != nil {}
    rewind()
  }

  /// The next record; nil when all were read and the footer agrees with them.
  mutating func next() throws(JournalError) -> ArraySlice<UInt8>? {
    if position == block.count {
      if offset == Int(footer.fileBytes) - SnapshotFormat.footerByteCount {
        try checkFooter()
        return nil
      }
      try readBlock()
    }
    let start = position + 4
    guard start <= block.count else { throw damagedBlock("a record is cut") }
    let length = Int(block.span.word32(at: position))
    guard length > 0, start + length <= block.count else {
      throw damagedBlock("a record of \(length) bytes does not fit into its block")
    }
    position = start + length
    recordCount += 1
    return block[start..<position]
  }

  private mutating func rewind() {
    chain = headerChecksum
    offset = SnapshotFormat.headerByteCount
    blockCount = 0
    recordCount = 0
    block = []
    position = 0
  }

  private mutating func readBlock() throws(JournalError) {
    let headerBytes = SnapshotFormat.blockHeaderByteCount
    let limit = Int(footer.fileBytes) - SnapshotFormat.footerByteCount
    guard offset + headerBytes <= limit else { throw damagedBlock("a block is cut") }
    let head = try SnapshotReader.read(headerBytes, at: offset, of: file)
    let length = Int(head.span.word32(at: 0))
    guard length > 0, offset + headerBytes + length <= limit else {
      throw damagedBlock("a block of \(length) bytes does not fit into the file")
    }
    try SnapshotReader.read(length, at: offset + headerBytes, of: file, into: &block)
    position = 0
    chain = checksum.update(
      checksum.update(chain, head.span.extracting(0..<4)),
      block.span
    )
    guard head.span.word32(at: 4) == chain else {
      throw damagedBlock("the checksum of a block does not match")
    }
    offset += headerBytes + length
    blockCount += 1
  }

  private func checkFooter() throws(JournalError) {
    let sum = checksum.update(chain, footerBytes.span.extracting(0..<40))
    guard footerBytes.span.word32(at: 40) == sum,
      footer.blockCount == blockCount, footer.recordCount == recordCount
    else {
      throw damagedBlock("the footer does not agree with the blocks")
    }
  }

  private func damagedBlock(_ reason: String) -> JournalError {
    SnapshotReader.damage(name, offset, blockCount, reason)
  }

  private static func damage(
    _ name: String,
    _ offset: Int,
    _ block: UInt64,
    _ reason: String
  ) -> JournalError {
    .damaged(JournalDamage(file: name, offset: offset, record: block, reason: reason))
  }

  private static func read(
    _ count: Int,
    at offset: Int,
    of file: any JournalFile
  ) throws(JournalError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(count, at: offset, of: file, into: &bytes)
    return bytes
  }

  /// Reads into memory that is used again for every block.
  private static func read(
    _ count: Int,
    at offset: Int,
    of file: any JournalFile,
    into bytes: inout [UInt8]
  ) throws(JournalError) {
    bytes.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(count)
    do {
      try file.read(count, at: offset, appendingTo: &bytes)
    } catch {
      throw .storage(error)
    }
    if bytes.count < count { bytes += repeatElement(0, count: count - bytes.count) }
  }
}
