import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a trigger.
package struct GetTriggerRequest: RequestMessage {
  package var id: String

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_trigger_request__init, with: arena) {
      message,
      reader in
      GetTriggerRequest(id: reader.text(message.pointee.id))
    }
  }

  private init(id: String) {
    self.id = id
  }
}
