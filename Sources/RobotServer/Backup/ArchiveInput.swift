import Linux

/// An archive that is read from its beginning to its end.
struct ArchiveInput: ~Copyable {
  private let path: String
  /// Nil for standard input.
  private let file: File?
  private var offset = 0

  /// Opens the archive at a path; `-` is standard input.
  init(_ path: String) throws(RobotServerError) {
    self.path = path
    if path == "-" {
      file = nil
    } else {
      file = try RobotServerError.wrapping { () throws(SystemError) in try File(path, .read) }
    }
  }

  /// The header of the next file; nil at the archive's end.
  ///
  /// - Throws: `damagedData` where the archive is cut or is none.
  mutating func nextHeader() throws(RobotServerError) -> TarHeader? {
    let block = try next(TarHeader.blockByteCount)
    if block.allSatisfy({ $0 == 0 }) {
      _ = try next(TarHeader.blockByteCount)
      return nil
    }
    guard let header = TarHeader(block[...]) else {
      throw RobotServerError(
        .damagedData,
        "\(path) is damaged at byte \(offset - block.count), or is no backup of robotd"
      )
    }
    return header
  }

  /// Exactly the next `count` bytes.
  mutating func next(_ count: Int) throws(RobotServerError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let before = bytes.count
      try read(count - before, into: &bytes)
      guard bytes.count > before else {
        throw RobotServerError(.damagedData, "\(path) is cut: it ends at byte \(offset)")
      }
      offset += bytes.count - before
    }
    return bytes
  }

  private func read(_ count: Int, into bytes: inout [UInt8]) throws(RobotServerError) {
    do throws(SystemError) {
      if file == nil {
        _ = try StandardStream.input.read(count, appendingTo: &bytes)
      } else {
        _ = try file?.read(count, at: offset, appendingTo: &bytes)
      }
    } catch {
      throw RobotServerError(.system, error.description)
    }
  }

  /// Skips what fills up the last block of a file.
  mutating func skipPadding(of header: TarHeader) throws(RobotServerError) {
    _ = try next(header.paddedByteCount - header.byteCount)
  }
}
