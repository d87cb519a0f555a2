import CRobotsProto
package import Protobuf
package import RobotModel

/// The application, or with a preview what it would be.
package struct ApplyToExistingResponse: ResponseMessage {
  package var application: RobotApplicationView

  /// Answers.
  package init(application: RobotApplicationView) {
    self.application = application
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__apply_to_existing_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.application = builder.robotApplication(application)
    }
  }
}
