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
  /// There are more of both, or of either.
  private var isTruncated = false

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
      (message.pointee.n_warnings, message.pointee.warnings) = builder.warnings(warnings)
      message.pointee.truncated = isTruncated ? 1 : 0
    }
  }
}

extension CopyRobotsResponse: ListResponse {
  /// Tells of as many copies as fit, then as many warnings, and if that is not all.
  package func encode(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    var rest = CopyRobotsResponse(copies: [])
    rest.isTruncated = true
    var ending: [UInt8] = []
    rest.encode(into: &ending, with: arena)
    let room = limit - ending.count
    let start = buffer.count
    let hasAllCopies = append(copies.count, to: &buffer, atMost: room) { index, bytes in
      CopyRobotsResponse(copies: [copies[index]]).encode(into: &bytes, with: arena)
    }
    let left = room - (buffer.count - start)
    let hasAllWarnings = append(warnings.count, to: &buffer, atMost: left) { index, bytes in
      CopyRobotsResponse(copies: [], warnings: [warnings[index]])
        .encode(into: &bytes, with: arena)
    }
    if !hasAllCopies || !hasAllWarnings { buffer += ending }
    return true
  }
}
