import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of the robots' applications to existing items.
package struct ListApplicationsRequest: RequestMessage {
  /// Empty: of all robots.
  package var robot: String
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_applications_request__init, with: arena) {
      message,
      reader in
      ListApplicationsRequest(
        robot: reader.optionalID(message.pointee.robot, "robot"),
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(robot: String, page: PageRequest) {
    self.robot = robot
    self.page = page
  }
}
