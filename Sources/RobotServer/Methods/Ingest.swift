import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// The stream of one who tells of changes: each element is a unary call's request, performed as
/// that call would perform it, and acknowledged by its number.
///
/// The acknowledgements of a turn leave together. A client that does not read them is not read from
/// either, so what it makes the service hold stays bounded by the windows of its stream.
final class IngestStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "Ingest",
    isClientStreaming: true,
    isServerStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in IngestStream(service.ingest, service.state) }
  }

  private let lane: IngestLane
  private let state: DurableEngine
  private var call: ServerCall?
  private var hasEnded = false
  /// What was settled since the last response left.
  private let response = IngestResponse()

  /// A response is sent on before it is so long that a client might not take it.
  private static let responseByteCount = 64 << 10
  /// More than this unread, and nothing further is taken; above what counts as drained.
  private static let unreadByteMaximum = 256 << 10

  init(_ lane: IngestLane, _ state: DurableEngine) {
    self.lane = lane
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    guard !hasEnded else { return }
    if self.call == nil {
      self.call = call
      lane.add(self)
    }
    guard let acknowledgement = acknowledgement(of: message, call) else {
      let error = RequestError.invalid("number", "cannot be read: this is no element")
      return end(call, with: Status(error, with: state.arena))
    }
    response.append(acknowledgement)
    if response.byteCount > Self.responseByteCount { sendAcknowledgements() }
    if call.bufferedByteCount > Self.unreadByteMaximum {
      // `ready` comes once the client has read what waits.
      call.pauseReading()
    } else if !lane.mayGoOn {
      call.pauseReading()
      lane.wait(self)
    }
  }

  func receivedEnd(_ call: ServerCall) {
    end(call, with: .ok)
  }

  func ready(_ call: ServerCall) {
    if !hasEnded { lane.wait(self) }
  }

  func cancelled(_ call: ServerCall) {
    _ = response.take()
    leave()
  }

  /// What was not acknowledged was not done.
  func serverStops(_ call: ServerCall) {
    end(call, with: .stopping)
  }

  /// Takes elements again.
  func goOn() {
    call?.resumeReading()
  }

  /// Sends what was settled, once all of it is durable.
  func sendAcknowledgements() {
    guard let call, !response.isEmpty else { return }
    state.outbox.put(.message(call, response.take()))
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !hasEnded else { return }
    leave()
    state.outbox.put(.end(call, status))
  }

  private func leave() {
    sendAcknowledgements()
    hasEnded = true
    call = nil
    lane.remove(self)
  }

  /// Performs one element; nil where not even its number can be read.
  private func acknowledgement(
    of message: RawSpan,
    _ call: ServerCall
  ) -> IngestAcknowledgement? {
    defer { state.commit() }
    do throws(RequestError) {
      if let plain = PlainPut(element: message) {
        let outcome = try perform(plain.command, by: call.caller)
        return IngestAcknowledgement(number: plain.number, outcome: outcome)
      }
      let request = try IngestRequest(decoding: message, with: state.arena)
      let outcome = try perform(request.element, by: call.caller)
      return IngestAcknowledgement(number: request.number, outcome: outcome)
    } catch {
      guard let number = IngestRequest.number(in: message) else { return nil }
      let status = RequestStatus(error, with: state.arena)
      return IngestAcknowledgement(number: number, outcome: .refused(status.details))
    }
  }

  /// Performs a put that carries no id, as nearly all do.
  private func perform(
    _ command: PutRecord,
    by caller: Caller
  ) throws(RequestError) -> IngestAcknowledgement.Outcome {
    if !command.isValidateOnly { try state.requireRoom() }
    return .put(try state.engine.perform(command, by: caller, at: state.clock.now))
  }

  private func perform(
    _ element: IngestRequest.Element,
    by caller: Caller
  ) throws(RequestError) -> IngestAcknowledgement.Outcome {
    let call = MethodCall(engine: state.engine, caller: caller, now: state.clock.now)
    switch element {
    case .put(let request):
      switch try state.change(by: PutRecordMethod.self, request, call) {
      case .made(let response): return .put(response.reply)
      case .kept(let bytes): return .putAnswer(bytes)
      }
    case .move(let request):
      switch try state.change(by: MoveItemMethod.self, request, call) {
      case .made(let response): return .move(response.reply)
      case .kept(let bytes): return .moveAnswer(bytes)
      }
    case .delete(let request):
      let answer = try state.change(by: DeleteRecordMethod.self, request, call)
      return .delete(state.encoded(answer))
    case .event(let request):
      return .event(state.encoded(try state.change(by: SendEventMethod.self, request, call)))
    case .caughtUp:
      guard !caller.source.isEmpty else {
        throw .unmet("NO_SOURCE", "the metadata robots-source says whose catching up is over")
      }
      let command = CatchUpSource(source: caller.source)
      return .caughtUp(isAwaited: state.engine.perform(command, at: call.now))
    }
  }
}
