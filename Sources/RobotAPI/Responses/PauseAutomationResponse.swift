import CRobotsProto
package import Protobuf
package import RobotModel

/// The pause that holds now.
package struct PauseAutomationResponse: ResponseMessage {
  package var pause: Pause

  /// Answers.
  package init(pause: Pause) {
    self.pause = pause
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__pause_automation_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.pause = builder.pause(pause)
    }
  }
}
