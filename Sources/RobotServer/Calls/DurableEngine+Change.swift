import RobotAPI
import RobotModel

/// The answer to a change.
enum ChangeAnswer<Response> {
  /// It was made just now, and nobody keeps it.
  case made(Response)
  /// Its bytes, which are kept under an id, now or since the first time.
  case kept([UInt8])
}

extension DurableEngine {
  /// Performs a request that changes something, or gives the first answer to it again (S-32).
  ///
  /// The way in for every change that a client asks for, by a call of its own or in a stream; only
  /// a stream's puts without an id, of which nothing is remembered, go straight to the engine. The
  /// caller commits afterwards, also where it is refused: what was due before the refused
  /// command has happened all the same.
  ///
  /// One that only asks for a check needs no room, as reading does not.
  func change<Method: UnaryMethod>(
    by method: Method.Type,
    _ request: Method.Request,
    _ call: MethodCall
  ) throws(RequestError) -> ChangeAnswer<Method.Response> {
    let identity = request.identity
    if !identity.isCheckOnly { try requireRoom() }
    if identity.isEmpty { return .made(try Method.answer(request, to: call)) }
    let memory = RequestMemory(
      engine,
      method: Method.descriptor,
      caller: call.caller,
      identity: identity
    )
    if let first = try memory.firstAnswer(duplicateMark: Method.Response.duplicateMark) {
      return .kept(first)
    }
    let answer = encoded(try Method.answer(request, to: call))
    memory.remember(answer, at: call.now)
    return .kept(answer)
  }

  /// The bytes of an answer.
  func encoded<Response: ResponseMessage>(_ answer: ChangeAnswer<Response>) -> [UInt8] {
    switch answer {
    case .made(let response): encoded(response)
    case .kept(let bytes): bytes
    }
  }
}
