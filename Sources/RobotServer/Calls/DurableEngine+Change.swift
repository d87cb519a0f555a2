import RobotAPI
import RobotModel

extension DurableEngine {
  /// Performs a request that changes something, or gives the first answer to it again (S-32).
  ///
  /// The one way in for every change that a client asks for, by a call of its own or in a stream.
  /// The caller commits afterwards, also where it is refused: what was due before the refused
  /// command has happened all the same.
  ///
  /// One that only asks for a check needs no room, as reading does not.
  ///
  /// - Returns: the answer's bytes.
  func change<Method: UnaryMethod>(
    by method: Method.Type,
    _ request: Method.Request,
    _ call: MethodCall
  ) throws(RequestError) -> [UInt8] {
    let identity = request.identity
    if !identity.isCheckOnly { try requireRoom() }
    if identity.isEmpty { return encoded(try Method.answer(request, to: call)) }
    let memory = RequestMemory(
      engine,
      method: Method.descriptor,
      caller: call.caller,
      identity: identity
    )
    if let first = try memory.firstAnswer(duplicateMark: Method.Response.duplicateMark) {
      return first
    }
    let answer = encoded(try Method.answer(request, to: call))
    memory.remember(answer, at: call.now)
    return answer
  }
}
