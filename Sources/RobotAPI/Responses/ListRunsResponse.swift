import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of runs.
package struct ListRunsResponse: ResponseMessage {
  package var page: Page<RunView>

  /// Answers.
  package init(page: Page<RunView>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_runs_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_runs, message.pointee.runs) = builder.list(page.elements) {
        builder.run($0)
      }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
