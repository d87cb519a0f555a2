import CRobotsProto
package import Protobuf

/// Whether there was anything to resume.
package struct ResumeAutomationResponse: ResponseMessage {
  package var isResumed: Bool

  /// Answers.
  package init(isResumed: Bool) {
    self.isResumed = isResumed
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__resume_automation_response__init, into: &buffer, with: arena) { message, _ in
      message.pointee.resumed = isResumed ? 1 : 0
    }
  }
}
