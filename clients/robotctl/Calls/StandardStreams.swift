import Linux
import RobotClient

/// Standard input and output, waited for together with the connection.
///
/// A pipe of the shell can stand still for as long as it likes: `less` waits for a key, a feed for
/// the next change. The service meanwhile asks its peers for a sign of life, and takes one that
/// gives none for dead. So nothing waits here for a pipe alone.
final class StandardStreams {
  /// The connection of the command that runs; nil before there is one, and after.
  weak var channel: Channel?

  /// Waits for input or for something on the connection, whichever comes first.
  ///
  /// - Returns: whether there is input, or its end, to be read.
  func waitForInput() throws(SystemError) -> Bool {
    try turn(until: StandardStream.input, is: .readable)
  }

  /// Writes a text to standard output or standard error, waiting where the reader is slow.
  func write(_ text: String, to stream: StandardStream = .output) throws(SystemError) {
    try write(Array(text.utf8), to: stream)
  }

  /// Writes bytes to standard output or standard error, waiting where the reader is slow.
  func write(_ bytes: [UInt8], to stream: StandardStream = .output) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      guard try turn(until: stream, is: .writable) else { continue }
      done += try stream.writePiece(bytes.span.extracting(done...))
    }
  }

  /// Waits once; while an answer is being handled, the connection cannot be turned.
  private func turn(
    until stream: StandardStream,
    is readiness: Readiness
  ) throws(SystemError) -> Bool {
    let watch = Poll.Watch(stream.rawValue, for: readiness)
    if let channel, !channel.isReceiving { return channel.turn(beside: watch) }
    return try !Poll.wait([watch], timeoutMilliseconds: nil)[0].isEmpty
  }
}
