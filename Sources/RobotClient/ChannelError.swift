import Linux
package import GRPC

/// Why no connection could be made, in words that say what to try.
public struct ChannelError: Error, CustomStringConvertible, Sendable {
  /// The sentence for people.
  public let description: String

  init(connectingTo path: String, _ error: SystemError) {
    description = "cannot reach robotd at \(path): \(error); is it running, and is --socket right?"
  }
}

/// A call that did not end well.
public struct CallError: Error, CustomStringConvertible, Sendable {
  /// Code, sentence and details.
  package let status: Status

  /// Wraps how a call ended.
  package init(status: Status) {
    self.status = status
  }

  /// The code's name and the message.
  public var description: String { status.description }
}
