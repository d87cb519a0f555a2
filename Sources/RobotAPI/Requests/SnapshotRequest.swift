import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a snapshot to be written.
package struct SnapshotRequest: RequestMessage {
  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__snapshot_request__init, with: arena) { _, _ in
      SnapshotRequest()
    }
  }

  private init() {}
}
