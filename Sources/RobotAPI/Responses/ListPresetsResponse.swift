import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of the presets.
package struct ListPresetsResponse: PlainPagedResponse {
  package var page: Page<Preset>

  /// Answers.
  package init(page: Page<Preset>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_presets_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_presets, message.pointee.presets) =
        builder.list(page.elements) { builder.preset($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
