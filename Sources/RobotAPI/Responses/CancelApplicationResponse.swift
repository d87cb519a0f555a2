import CRobotsProto
package import Protobuf
package import RobotModel

/// The application that was ended.
package struct CancelApplicationResponse: ResponseMessage {
  package var application: RobotApplicationView

  /// Answers.
  package init(application: RobotApplicationView) {
    self.application = application
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__cancel_application_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.application = builder.robotApplication(application)
    }
  }
}
