import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of what happened, each entry with its summary.
package struct ListHistoryResponse: ResponseMessage {
  package var page: Page<ShownHistoryEntry>

  /// Answers.
  package init(page: Page<ShownHistoryEntry>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_history_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_entries, message.pointee.entries) =
        builder.list(page.elements) { builder.historyEntry($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
