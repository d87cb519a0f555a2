import GRPC
import RobotAPI
import RobotModel

/// What surrounds each call of a unary method: decode, refuse what cannot be kept, answer a
/// repeated request as the first time, commit, encode, and let nothing out before it is durable.
final class UnaryMethodHandler<Method: UnaryMethod>: UnaryHandler {
  private let state: DurableEngine
  /// Whether it may change the store: such a call is refused while the disk is full.
  private let isChange = Method.Request.isChange

  init(_ method: Method.Type, _ state: DurableEngine) {
    self.state = state
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      let request = try Method.Request(decoding: message, with: state.arena)
      let answer = try answer(request, call.caller)
      if isChange { state.commit() }
      state.outbox.put(.answer(call, answer))
    } catch {
      // What was due before a refused command has happened all the same.
      if isChange { state.commit() }
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }

  private func answer(
    _ request: Method.Request,
    _ caller: Caller
  ) throws(RequestError) -> [UInt8] {
    let call = MethodCall(engine: state.engine, caller: caller, now: state.clock.now)
    guard isChange else { return try read(request, call) }
    return state.encoded(try state.change(by: Method.self, request, call))
  }

  /// Answers a question; a list that does not fit into a message is cut where it would become too
  /// long, and its page token leads on to the rest.
  private func read(
    _ request: Method.Request,
    _ call: MethodCall
  ) throws(RequestError) -> [UInt8] {
    let response = try Method.answer(request, to: call)
    var answer: [UInt8] = []
    guard let list = response as? any ListResponse else {
      response.encode(into: &answer, with: state.arena)
      guard answer.count <= Limits.messageByteCount else {
        throw .answerTooLong("the answer has \(answer.count) bytes")
      }
      return answer
    }
    guard list.encode(into: &answer, with: state.arena, atMost: Limits.messageByteCount) else {
      throw .answerTooLong("the first element of the list is too long")
    }
    return answer
  }
}

extension RequestError {
  /// An answer that no client would take.
  fileprivate static func answerTooLong(_ what: String) -> RequestError {
    .limit(
      "message_byte_count",
      Limits.messageByteCount,
      "\(what); a message has at most \(Limits.messageByteCount) bytes"
    )
  }
}
