import HTTP2
import Protobuf

/// Serves one reflection call: an answer for every request, in order.
final class ReflectionCall: StreamHandler {
  private unowned let reflection: ReflectionService

  init(_ reflection: ReflectionService) {
    self.reflection = reflection
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    do {
      try reflection.answer(message, to: call)
    } catch {
      call.finish(Status(.invalidArgument, error.description))
      return
    }
    // An answer is a thousand times its request: whoever doesn't read may not go on asking.
    if call.bufferedByteCount >= call.limits.lowWaterBytes { call.pauseReading() }
  }

  func receivedEnd(_ call: ServerCall) {
    call.finish()
  }

  func ready(_ call: ServerCall) {
    call.resumeReading()
  }

  func cancelled(_ call: ServerCall) {}

  func serverStops(_ call: ServerCall) {
    end(call, with: .stopping)
  }

  func end(_ call: ServerCall, with status: Status) {
    call.finish(status)
  }
}
