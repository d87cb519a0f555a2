// grpc.health.v1.Health: whether the server, or one of its services, can be relied on.
//
// The empty service name stands for the server as a whole. Check answers once, List tells all,
// Watch tells the present status at once and then every change; for a service that nobody has set
// it says SERVICE_UNKNOWN and goes on waiting.

import CRobotsProto
import HTTP2
import Protobuf

/// The standard health service; its owner says how each service fares.
///
/// Confined to the thread of the connections.
package final class HealthService {
  private struct Entry {
    let service: String
    /// The bytes of its name, as requests have them.
    let name: [UInt8]
    var status: ServingStatus
  }

  @exclusivity(unchecked) private var entries: [Entry] = []
  private var watches: [HealthWatch] = []
  private let requestType = MessageType(grpc__health__v1__health_check_request__init)
  private let arena = Arena(firstBlockBytes: 4096, limitBytes: 64 * 1024)

  /// Makes a service that knows no status yet.
  package init() {}

  /// Adds Check, List and Watch to a server's methods.
  package func register(in table: MethodTable) {
    let service = "grpc.health.v1.Health"
    table.add(MethodDescriptor(service: service, method: "Check"), unary: HealthCheck(self))
    table.add(MethodDescriptor(service: service, method: "List"), unary: HealthList(self))
    table.add(
      MethodDescriptor(service: service, method: "Watch", isServerStreaming: true),
      stream: { HealthWatch(self) }
    )
  }

  /// Says how a service fares; the empty name stands for the server.
  ///
  /// Those who watch it hear of a change.
  package func set(service: String = "", status: ServingStatus) {
    if let index = entries.firstIndex(where: { $0.service == service }) {
      entries[index].status = status
    } else {
      entries.append(Entry(service: service, name: Array(service.utf8), status: status))
    }
    for watch in watches where watch.service == service { watch.tell() }
  }

  /// Says that nothing is served any more and ends every Watch, so that connections can drain.
  package func shutDown() {
    for entry in entries { set(service: entry.service, status: .notServing) }
    let ended = watches
    watches = []
    for watch in ended { watch.end() }
  }

  // MARK: - For the methods

  func add(_ watch: HealthWatch) {
    watches.append(watch)
  }

  func remove(_ watch: HealthWatch) {
    watches.removeAll { $0 === watch }
  }

  /// The status of a service, or nil if nobody has set it.
  func status(of service: String) -> ServingStatus? {
    entries.first { $0.service == service }?.status
  }

  /// The status that a Check asks for, or nil if nobody has set it; makes no String.
  func status(askedBy message: RawSpan) throws(ValidationError) -> ServingStatus? {
    defer { arena.reset() }
    let request = try requestType.read(message, into: arena)
    guard let asked = request.pointee.service else { return nil }
    var count = 0
    while asked[count] != 0 { count += 1 }
    let name = UnsafeRawBufferPointer(start: asked, count: count)
    for index in entries.indices where entries[index].name.count == count {
      if entries[index].name.withUnsafeBytes({ $0.equals(name) }) { return entries[index].status }
    }
    return nil
  }

  /// Reads the service name a Check or Watch asks for.
  func service(in message: RawSpan) throws(ValidationError) -> String {
    defer { arena.reset() }
    let request = try requestType.read(message, into: arena)
    return String(cString: request.pointee.service)
  }

  /// Sends one status, nil as SERVICE_UNKNOWN.
  func send(_ status: ServingStatus?, to call: ServerCall) {
    call.send(response(status), clearing: arena)
  }

  /// Sends every status.
  func sendAll(to call: ServerCall) {
    let answer = arena.make(grpc__health__v1__health_list_response__init)
    (answer.pointee.n_statuses, answer.pointee.statuses) = arena.list(entries) { entry in
      let pair = arena.make(grpc__health__v1__health_list_response__statuses_entry__init)
      pair.pointee.key = arena.string(entry.service)
      pair.pointee.value = response(entry.status)
      return pair
    }
    call.send(answer, clearing: arena)
  }

  private func response(
    _ status: ServingStatus?
  ) -> UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse> {
    let response = arena.make(grpc__health__v1__health_check_response__init)
    response.pointee.status =
      switch status {
      case .serving: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING
      case .notServing: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__NOT_SERVING
      case .unknown: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__UNKNOWN
      case nil: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVICE_UNKNOWN
      }
    return response
  }
}
