import CLinux
import Glibc

/// The three streams every process starts with.
package enum StandardStream: Int32, Sendable {
  /// Where a program's input comes from.
  case input = 0
  /// Where a program's result goes.
  case output = 1
  /// Where a program's messages go.
  case error = 2

  /// Takes the places of streams that the process was started without, so that nothing that it
  /// opens comes there and has messages written into it.
  ///
  /// What is written to such a stream, or read from it, fails as without a stream.
  package static func occupyMissing() throws(SystemError) {
    for stream in [StandardStream.input, .output, .error] {
      let number = stream.rawValue
      if fcntl(number, F_GETFD) >= 0 { continue }
      // The lowest free number is the one that is given; the mode is the one that is of no use.
      let mode = stream == .input ? O_WRONLY : O_RDONLY
      try systemCall("open", path: "/dev/null") { open("/dev/null", mode) }
    }
  }

  /// Writes a text, all of it, waiting where the reader is slow.
  package func write(_ text: String) throws(SystemError) {
    try write(Array(text.utf8).span)
  }

  /// Writes bytes, all of them, waiting where the reader is slow.
  package func write(_ bytes: Span<UInt8>) throws(SystemError) {
    let number = rawValue
    var done = 0
    while done < bytes.count {
      let rest = bytes.extracting(done...)
      done += try systemCall("write") {
        rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
      }
    }
  }

  /// What a pipe has room for, at the least, once it can be written at all.
  private static let pieceByteCount = 4096

  /// Writes as much as a stream that is ready takes without waiting, and at most a piece.
  ///
  /// - Returns: how many bytes were written; zero where it was not ready after all.
  package func writePiece(_ bytes: Span<UInt8>) throws(SystemError) -> Int {
    let number = rawValue
    let piece = bytes.extracting(..<min(bytes.count, Self.pieceByteCount))
    return try systemCallIfReady("write") {
      piece.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
    } ?? 0
  }

  /// Reads up to `count` bytes to the end of `bytes`; returns how many, 0 at the end of input.
  package func read(
    _ count: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(SystemError) -> Int {
    let number = rawValue
    var buffer = [UInt8](repeating: 0, count: count)
    let got = try systemCall("read") {
      buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
    }
    bytes.append(contentsOf: buffer[..<got])
    return got
  }

  /// Whether a person's terminal is at the other end.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Columns of the terminal, nil when there is none.
  package var columns: Int? {
    let columns = clinux_terminal_columns(rawValue)
    return columns > 0 ? Int(columns) : nil
  }
}
