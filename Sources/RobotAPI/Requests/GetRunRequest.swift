import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a run.
package struct GetRunRequest: RequestMessage {
  package var run: StoreNumber

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_run_request__init, with: arena) {
      message,
      reader in
      GetRunRequest(run: reader.neededNumber(message.pointee.id, "id"))
    }
  }

  private init(run: StoreNumber) {
    self.run = run
  }
}
