import GRPC
import RobotClient

/// A call with a stream on one or both sides, in JSON.
final class StreamingCall {
  private let call: Call
  private let channel: Channel
  private let method: RemoteMethod

  init(call: Call, channel: Channel, method: RemoteMethod) {
    self.call = call
    self.channel = channel
    self.method = method
  }

  /// Sends one message.
  func send(_ message: JSON) throws {
    call.send(try method.encode(message))
  }

  /// Sends one message that is JSON already.
  func send(text: String) throws {
    call.send(try method.encode(text))
  }

  /// Sends one message without waiting; ``makeRoom(taking:)`` goes between many.
  ///
  /// One that is too large would end the call, and so is not sent.
  func queue(_ message: JSON) throws {
    let bytes = try method.encode(message)
    guard bytes.count <= channel.messageByteMaximum else {
      throw UsageError(
        "the element has \(bytes.count) bytes; expected at most \(channel.messageByteMaximum)"
      )
    }
    call.queue(bytes)
  }

  /// Sends one message that is JSON already without waiting.
  func queue(text: String) throws {
    call.queue(try method.encode(text))
  }

  /// Says that no further message follows.
  func sendEnd() { call.sendEnd() }

  /// The next message; nil when no more will come.
  func next() throws -> JSON? {
    guard let bytes = try call.next() else { return nil }
    return try method.decode(bytes)
  }

  /// Takes every message until the service ends the call, or until the time is over that the
  /// command line gives: that is how what goes on until interrupted was asked to end.
  func follow(_ take: (JSON) throws -> Void) throws {
    do {
      while let message = try next() { try take(message) }
    } catch let error as CallError where error.status.code == .deadlineExceeded {
      return
    }
  }

  /// Takes what has arrived, and goes on with that while too much lies unsent.
  ///
  /// Who sends without taking answers waits in the end for a service that waits for him.
  func makeRoom(taking take: (JSON) throws -> Void) throws {
    while true {
      while let bytes = call.takeArrived() { try take(try method.decode(bytes)) }
      guard call.isFull else { return }
      channel.turn()
    }
  }

  /// Takes each message as it comes, whenever the session waits for anything.
  func onMessage(_ take: @escaping (JSON) throws -> Void, onError: @escaping (any Error) -> Void) {
    let method = method
    call.onMessage = { bytes in
      do {
        try take(try method.decode(bytes))
      } catch {
        onError(error)
      }
    }
  }

  /// Whether nothing more will come, nor be taken.
  var hasEnded: Bool { call.status != nil }
}
