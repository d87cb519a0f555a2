import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of the presets.
package struct ListPresetsRequest: RequestMessage {
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_presets_request__init, with: arena) {
      message,
      reader in
      ListPresetsRequest(
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(page: PageRequest) {
    self.page = page
  }
}
