import CRobotsProto
package import Protobuf
package import RobotModel

/// One message of a worker.
package enum WorkRequest: RequestMessage {
  /// Opens the stream: the queues to serve, and how many actions to hold at once.
  case hello(queues: [String], credit: Int, workerName: String)
  /// The number of actions at once anew.
  case credit(Int)
  /// Renews leases; of all actions that the worker holds if none is named.
  case heartbeat([StoreNumber])
  /// What became of an action.
  case result(CompleteAction)
  /// What became of something that cannot be an action, by an id that was never given to one.
  case unknownResult(id: String)

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    if let command = bytes.withUnsafeBytes({ CompleteAction(plainRequest: $0) }) {
      self = .result(command)
      return
    }
    self = try decode(bytes, as: robots__v1__work_request__init, with: arena) {
      message,
      reader in
      switch message.pointee.message_case {
      case ROBOTS__V1__WORK_REQUEST__MESSAGE_HELLO:
        return reader.within("hello") { $0.hello(message.pointee.hello) }
      case ROBOTS__V1__WORK_REQUEST__MESSAGE_CREDIT:
        return .credit(
          reader.within("credit") { $0.credit(message.pointee.credit.pointee.credit) }
        )
      case ROBOTS__V1__WORK_REQUEST__MESSAGE_HEARTBEAT:
        return .heartbeat(
          reader.within("heartbeat") { $0.heartbeat(message.pointee.heartbeat) }
        )
      case ROBOTS__V1__WORK_REQUEST__MESSAGE_RESULT:
        return reader.within("result") { $0.result(message.pointee.result) }
      default:
        reader.refuse("message", "a hello, credit, heartbeat or result is needed")
        return .heartbeat([])
      }
    }
  }
}

extension MessageReader {
  fileprivate mutating func hello(
    _ message: UnsafeMutablePointer<Robots__V1__WorkHello>
  ) -> WorkRequest {
    let count = message.pointee.n_queues
    let isCountGood = isCount(count, atMost: Limits.queuesPerWorker, "queues")
    let queues = isCountGood ? texts(count, message.pointee.queues) : []
    if count == 0 { refuse("queues", "at least one queue is needed") }
    for (index, queue) in queues.enumerated() {
      if let problem = IdentifierForm.problem(of: queue) { refuse("queues[\(index)]", problem) }
    }
    return .hello(
      queues: queues,
      credit: credit(message.pointee.credit),
      workerName: text(
        message.pointee.worker_name,
        "worker_name",
        atMost: Limits.workerNameByteCount
      )
    )
  }

  fileprivate mutating func credit(_ credit: Int32) -> Int {
    if !(1...Limits.workerCredit ~= Int(credit)) {
      refuse("credit", "is \(credit); it is 1 to \(Limits.workerCredit)")
    }
    return Int(credit)
  }

  fileprivate mutating func heartbeat(
    _ message: UnsafeMutablePointer<Robots__V1__WorkHeartbeat>
  ) -> [StoreNumber] {
    list(message.pointee.n_ids, message.pointee.ids, "ids", atMost: Limits.workerCredit) {
      $0.neededNumber($1, "")
    }
  }

  fileprivate mutating func result(
    _ message: UnsafeMutablePointer<Robots__V1__ActionResult>
  ) -> WorkRequest {
    let id = optionalID(message.pointee.id, "id")
    if id.isEmpty { refuse("id", "an id is needed") }
    let outcome = outcome(message)
    let attempt = attempt(message.pointee.attempt)
    guard let run = StoreNumber(text: id) else { return .unknownResult(id: id) }
    return .result(
      CompleteAction(
        run: run,
        key: text(message.pointee.key),
        attempt: attempt,
        outcome: outcome
      )
    )
  }

  private mutating func attempt(_ attempt: Int32) -> UInt32? {
    if attempt < 0 {
      refuse("attempt", "is \(attempt); it is the action's, or 0 where that is not known")
    }
    return attempt > 0 ? UInt32(attempt) : nil
  }

  private mutating func outcome(
    _ message: UnsafeMutablePointer<Robots__V1__ActionResult>
  ) -> ActionOutcome {
    switch message.pointee.outcome_case {
    case ROBOTS__V1__ACTION_RESULT__OUTCOME_SUCCESS:
      return within("success") { $0.outcome(message.pointee.success) }
    case ROBOTS__V1__ACTION_RESULT__OUTCOME_FAILURE:
      return within("failure") { $0.outcome(message.pointee.failure) }
    default:
      refuse("outcome", "a success or a failure is needed")
      return .success(outputs: [])
    }
  }

  /// A worker's success.
  mutating func outcome(
    _ success: UnsafeMutablePointer<Robots__V1__ActionSuccess>
  ) -> ActionOutcome {
    .success(
      outputs: namedValues(
        &success.pointee.n_outputs,
        success.pointee.outputs,
        "outputs",
        atMost: Limits.parametersPerRobot
      )
    )
  }

  /// A worker's failure.
  mutating func outcome(
    _ failure: UnsafeMutablePointer<Robots__V1__ActionFailure>
  ) -> ActionOutcome {
    .failure(
      message: text(failure.pointee.message),
      isPermanent: failure.pointee.permanent != 0,
      retryAfterMilliseconds: milliseconds(failure.pointee.retry_after, "retry_after") ?? 0
    )
  }
}
