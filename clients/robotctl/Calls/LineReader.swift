import Linux

/// Reads a file, or standard input for `-`, line by line: however long it is, little of it is held.
///
/// Nor is a line held that is longer than anything that can be meant by it.
final class LineReader {
  /// A line without its end.
  enum Line {
    case text(String)
    /// One that is longer than ``lineByteMaximum``; what it says is passed over.
    case tooLong
  }

  /// The longest line that is read.
  static let lineByteMaximum = 16 << 20

  /// How long the file is; zero where that is not known.
  let byteCount: Int
  /// How much of it was read.
  private(set) var offset = 0
  /// Whether all of it was read.
  private(set) var isAtEnd = false
  /// Nil for standard input.
  private let file: File?
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0
  /// How much of the buffer is known to hold no further line's end.
  private var searched = 0
  /// The line in the buffer is too long, and some of it was passed over.
  private var isTooLong = false

  /// What some editors put in front of a text; it belongs to no line.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
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

  /// Whether reading may have to wait for somebody.
  var isStandardInput: Bool { file == nil }

  /// The next line; nil where more has to be read first, and after the last one.
  func next() -> Line? {
    let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
    searched = end ?? buffer.count
    if searched - start > Self.lineByteMaximum {
      start = searched
      isTooLong = true
    }
    guard end != nil || isAtEnd && (isTooLong || start < buffer.count) else { return nil }
    defer {
      start = min(searched + 1, buffer.count)
      searched = start
      isTooLong = false
    }
    return isTooLong ? .tooLong : .text(String(decoding: buffer[start..<searched], as: UTF8.self))
  }

  /// Reads a further piece, which may hold no whole line yet.
  func readOn() throws(SystemError) {
    buffer.removeFirst(start)
    searched -= start
    start = 0
    let count: Int
    if file == nil {
      count = try StandardStream.input.read(Self.pieceByteCount, appendingTo: &buffer)
    } else {
      count = try file?.read(Self.pieceByteCount, at: offset, appendingTo: &buffer) ?? 0
    }
    let isBeginning = offset == 0
    offset += count
    isAtEnd = count == 0
    if isBeginning, buffer.starts(with: Self.byteOrderMark) {
      start = Self.byteOrderMark.count
      searched = start
    }
  }
}
