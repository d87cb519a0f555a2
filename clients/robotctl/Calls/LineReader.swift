import Linux

/// Reads a file, or standard input for `-`, line by line: however long it is, little of it is held.
final class LineReader {
  /// How long the file is; zero where that is not known.
  let byteCount: Int
  /// How much of it was read.
  private(set) var offset = 0
  /// Nil for standard input.
  private let file: File?
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0

  private static let pieceByteCount = 256 << 10

  init(_ path: String) throws(UsageError) {
    do throws(SystemError) {
      guard path != "-" else {
        file = nil
        byteCount = 0
        return
      }
      let file = try File(path, .read)
      byteCount = try file.status().size
      self.file = consume file
    } catch {
      throw UsageError("cannot read \(path): \(error)")
    }
  }

  /// The next line without its end; nil after the last one.
  func next() throws(SystemError) -> String? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return String(decoding: buffer[start..<end], as: UTF8.self)
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      guard try readOn() else { break }
    }
    if buffer.isEmpty { return nil }
    defer { buffer.removeAll() }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Whether the next line is here already, and reading it waits for nobody.
  var hasLine: Bool { buffer[start...].contains(UInt8(ascii: "\n")) }

  private func readOn() throws(SystemError) -> Bool {
    let count: Int
    if file == nil {
      count = try StandardStream.input.read(Self.pieceByteCount, appendingTo: &buffer)
    } else {
      count = try file?.read(Self.pieceByteCount, at: offset, appendingTo: &buffer) ?? 0
    }
    offset += count
    return count > 0
  }
}
