import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks how the service is.
package struct GetStatusRequest: RequestMessage {
  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_status_request__init, with: arena) { _, _ in
      GetStatusRequest()
    }
  }

  private init() {}
}
