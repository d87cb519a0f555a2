import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of pipelines.
package struct ListPipelinesResponse: ResponseMessage {
  package var page: Page<Pipeline>

  /// Answers.
  package init(page: Page<Pipeline>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_pipelines_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_pipelines, message.pointee.pipelines) =
        builder.list(page.elements) { builder.pipeline($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
