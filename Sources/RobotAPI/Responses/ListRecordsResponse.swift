import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of records.
package struct ListRecordsResponse: ResponseMessage {
  package var page: Page<Record>

  /// Answers.
  package init(page: Page<Record>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_records_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_records, message.pointee.records) =
        builder.list(page.elements) { builder.record($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
