import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of the robots' applications to existing items.
package struct ListApplicationsResponse: ResponseMessage {
  package var page: Page<RobotApplicationView>

  /// Answers.
  package init(page: Page<RobotApplicationView>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_applications_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_applications, message.pointee.applications) =
        builder.list(page.elements) { builder.robotApplication($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
