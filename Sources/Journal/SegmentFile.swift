/// A segment file of the directory, by its header.
struct SegmentFile {
  let name: String
  let number: UInt64
  let header: SegmentHeader.Reading

  /// The header, nil if it cannot be believed.
  var validHeader: SegmentHeader? {
    if case .header(let header) = header { header } else { nil }
  }

  /// All segment files in `storage` with their headers, in order of their numbers.
  ///
  /// A segment written by a newer program or for another directory is refused here.
  static func all(
    in storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) -> [SegmentFile] {
    var segments: [SegmentFile] = []
    let names = try JournalError.wrapping { () throws(StorageError) in try storage.list() }
    for name in names {
      guard let number = FileName.segmentNumber(name) else { continue }
      let bytes = try JournalError.wrapping { () throws(StorageError) in
        var bytes: [UInt8] = []
        try storage.open(name).read(SegmentHeader.byteCount, at: 0, appendingTo: &bytes)
        return bytes
      }
      let header = SegmentHeader.read(bytes.span, options.checksum)
      if case .newerVersion(let version) = header {
        throw .unsupportedVersion(file: name, version: version)
      }
      segments.append(SegmentFile(name: name, number: number, header: header))
    }
    return segments.sorted { $0.number < $1.number }
  }

  /// The whole file; where it is shorter than its header says, zeroes stand for what is missing.
  func load(_ storage: any JournalStorage) throws(JournalError) -> [UInt8] {
    try JournalError.wrapping { () throws(StorageError) in
      let file = try storage.open(name)
      let byteCount = if let validHeader { validHeader.fileBytes } else { try file.size() }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(byteCount)
      try file.read(byteCount, at: 0, appendingTo: &bytes)
      bytes += [UInt8](repeating: 0, count: byteCount - bytes.count)
      return bytes
    }
  }
}
