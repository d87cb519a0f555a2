import GRPC
import RobotAPI
import RobotModel

/// Takes a record out of the store and its files, and answers when no file holds it any more.
final class EraseRecordMethod: ServiceMethod, UnaryHandler {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "EraseRecord")

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor, unary: EraseRecordMethod(service.eraser, service.state))
  }

  private let eraser: Eraser
  private let state: DurableEngine

  init(_ eraser: Eraser, _ state: DurableEngine) {
    self.eraser = eraser
    self.state = state
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      eraser.request(try EraseRecordRequest(decoding: message, with: state.arena).command, call)
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }
}
