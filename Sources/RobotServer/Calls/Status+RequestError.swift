import GRPC
import Protobuf
import RobotAPI
import RobotModel

extension Status {
  /// A refusal with its details for programs (S-30).
  init(_ error: RequestError, with arena: Arena) {
    let status = RequestStatus(error, with: arena)
    guard let code = StatusCode(rawValue: status.code) else {
      preconditionFailure("\(status.code) is no status code")
    }
    self.init(code, status.message, details: status.details)
  }
}
