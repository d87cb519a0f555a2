import Protobuf

/// Answers Check: the status of one service, once.
final class HealthCheck: UnaryHandler {
  private let health: HealthService

  init(_ health: HealthService) {
    self.health = health
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    do {
      guard let status = try health.status(askedBy: message) else {
        let service = try health.service(in: message)
        call.finish(Status(.notFound, "no health is known of a service \"\(service)\""))
        return
      }
      health.send(status, to: call)
      call.finish()
    } catch {
      call.finish(Status(.invalidArgument, error.description))
    }
  }
}

/// Answers List: the status of every service, once.
final class HealthList: UnaryHandler {
  private let health: HealthService

  init(_ health: HealthService) {
    self.health = health
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    health.sendAll(to: call)
    call.finish()
  }
}

/// Serves one Watch: the status of one service now and at every change.
final class HealthWatch: StreamHandler {
  private unowned let health: HealthService
  private var call: ServerCall?
  private var told: ServingStatus?
  /// The watched service; nil before the request has come.
  private(set) var service: String?

  init(_ health: HealthService) {
    self.health = health
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    do {
      let service = try health.service(in: message)
      self.service = service
      self.call = call
      health.add(self)
      told = health.status(of: service)
      health.send(told, to: call)
    } catch {
      call.finish(Status(.invalidArgument, error.description))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {}

  func cancelled(_ call: ServerCall) {
    forget()
  }

  /// Tells the watcher its service's status if it has changed.
  func tell() {
    guard let service, let call else { return }
    let status = health.status(of: service)
    guard status != told else { return }
    told = status
    health.send(status, to: call)
  }

  /// Ends the watch because the server stops.
  func end() {
    if let call { end(call, with: .stopping) }
  }

  func end(_ call: ServerCall, with status: Status) {
    forget()
    call.finish(status)
  }

  private func forget() {
    call = nil
    health.remove(self)
  }
}
