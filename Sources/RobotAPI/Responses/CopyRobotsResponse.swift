import CRobotsProto
package import Protobuf
package import RobotModel

/// The copies that were made, or would be.
package struct CopyRobotsResponse: ResponseMessage {
  /// A copy and the id of the robot that it was made from.
  package typealias Copy = (source: String, robot: ShownRobot)

  package var copies: [Copy]
  /// What is hardly meant about them.
  package var warnings: [LintFinding]

  /// Answers.
  package init(copies: [Copy], warnings: [LintFinding] = []) {
    self.copies = copies
    self.warnings = warnings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__copy_robots_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_copies, message.pointee.copies) = builder.list(copies) { copy in
        let part = builder.message(robots__v1__robot_copy__init)
        part.pointee.source = builder.text(copy.source)
        part.pointee.robot = builder.robot(copy.robot)
        return part
      }
      (message.pointee.n_warnings, message.pointee.warnings) = builder.list(warnings) {
        builder.lintFinding($0)
      }
    }
  }
}
