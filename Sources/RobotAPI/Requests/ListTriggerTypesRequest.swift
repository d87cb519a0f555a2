import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of the catalogue of trigger types.
package struct ListTriggerTypesRequest: RequestMessage {
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_trigger_types_request__init, with: arena) {
      message,
      reader in
      ListTriggerTypesRequest(
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(page: PageRequest) {
    self.page = page
  }
}
