import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of the catalogue of robot types.
package struct ListRobotTypesResponse: ResponseMessage {
  package var page: Page<ShownRobotType>

  /// Answers.
  package init(page: Page<ShownRobotType>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_robot_types_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_robot_types, message.pointee.robot_types) =
        builder.list(page.elements) { builder.robotType($0.type, executor: $0.executor) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
