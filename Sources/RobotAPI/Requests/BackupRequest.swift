import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a copy of everything.
package struct BackupRequest: RequestMessage {
  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__backup_request__init, with: arena) { _, _ in
      BackupRequest()
    }
  }

  private init() {}
}
