/// A segment file of the directory, by its header.
struct SegmentFile {
  let name: String
  let number: UInt64
  /// Its length in bytes.
  let byteCount: Int
  let header: SegmentHeader.Reading

  /// The header, nil if it cannot be believed.
  var validHeader: SegmentHeader? {
    if case .header(let header) = header { header } else { nil }
  }

  /// Whether its end is missing: a segment has its full size before it gets its name.
  var isCut: Bool { byteCount < validHeader?.fileBytes ?? SegmentHeader.byteCount }

  /// What to say of a file that is cut.
  var cutWords: String {
    let made = validHeader.map { "was made \($0.fileBytes) bytes long" } ?? "has no whole header"
    return "the file ends there, but it \(made)"
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
      let (bytes, byteCount) = try JournalError.wrapping { () throws(StorageError) in
        let file = try storage.open(name)
        var bytes: [UInt8] = []
        try file.read(SegmentHeader.byteCount, at: 0, appendingTo: &bytes)
        return (bytes, try file.size())
      }
      let header = SegmentHeader.read(bytes.span, options.checksum)
      if case .newerVersion(let version) = header {
        throw .unsupportedVersion(file: name, version: version)
      }
      segments.append(
        SegmentFile(name: name, number: number, byteCount: byteCount, header: header)
      )
    }
    return segments.sorted { $0.number < $1.number }
  }

  /// The whole file, but for what may lie behind the size that its header names.
  func load(_ storage: any JournalStorage) throws(JournalError) -> [UInt8] {
    try JournalError.wrapping { () throws(StorageError) in
      let count = min(byteCount, validHeader?.fileBytes ?? byteCount)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(count)
      try storage.open(name).read(count, at: 0, appendingTo: &bytes)
      return bytes
    }
  }
}

extension Sequence<SegmentFile> {
  /// The number of the first batch of the first segment whose header can be believed.
  var oldestSequence: UInt64? { lazy.compactMap(\.validHeader).first?.firstSequence }
}
