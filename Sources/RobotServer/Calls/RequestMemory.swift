import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Makes a repeated request answer as the first time (S-32).
///
/// A request id belongs to the peer's uid, an event id to the caller's source. The same id with
/// the same request gives the first answer again, also after a restart, since what is remembered
/// is a fact of the same batch as the change itself. With another request it is a mistake.
struct RequestMemory {
  private let engine: Engine
  private let requestScope: String
  private let eventScope: String
  private let identity: RequestIdentity
  private let fingerprint: [UInt8]

  /// What is remembered of one request.
  init(
    _ engine: Engine,
    method: MethodDescriptor,
    caller: Caller,
    identity: RequestIdentity
  ) {
    self.engine = engine
    self.identity = identity
    requestScope = "request:\(caller.uid)"
    eventScope = "event:\(caller.source)"
    fingerprint = SHA256.digest(Array(method.path.utf8) + [0] + identity.canonicalBytes)
  }

  /// The first answer, if the request was performed before.
  ///
  /// - Parameter duplicateMark: stands behind the first answer to a repeated event.
  func firstAnswer(duplicateMark: [UInt8]) throws(RequestError) -> [UInt8]? {
    if let answer = try answer(scope: requestScope, id: identity.requestID, field: "request_id") {
      return answer
    }
    if let answer = try answer(scope: eventScope, id: identity.eventID, field: "event_id") {
      return answer + duplicateMark
    }
    return nil
  }

  /// Remembers the answer of a request that was performed just now.
  func remember(_ answer: [UInt8], at time: Instant) {
    remember(answer, scope: requestScope, id: identity.requestID, time)
    remember(answer, scope: eventScope, id: identity.eventID, time)
  }

  private func answer(
    scope: String,
    id: String,
    field: String
  ) throws(RequestError) -> [UInt8]? {
    guard !id.isEmpty, let first = engine.remembered(scope: scope, id: id) else { return nil }
    guard first.fingerprint == fingerprint else {
      throw RequestError(
        .invalidArgument,
        reason: "ID_REUSED",
        message: "\(field) \"\(id)\" was used before, for another request",
        violations: [.init(field: field, description: "was used before, for another request")]
      )
    }
    return first.response
  }

  private func remember(_ answer: [UInt8], scope: String, id: String, _ time: Instant) {
    guard !id.isEmpty else { return }
    engine.remember(
      RememberedRequest(
        scope: scope,
        id: id,
        time: time,
        fingerprint: fingerprint,
        response: answer
      )
    )
  }
}
