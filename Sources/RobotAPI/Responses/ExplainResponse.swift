import CRobotsProto
package import Protobuf
package import RobotModel

/// Why a robot did, or did not, act on an item.
package struct ExplainResponse: ResponseMessage {
  package var explanation: Explanation

  /// Answers.
  package init(explanation: Explanation) {
    self.explanation = explanation
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__explain_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_explanations, message.pointee.explanations) =
        builder.list(explanation.runs) { builder.explanation($0) }
      message.pointee.summary = builder.text(explanation.summary)
      message.pointee.next_page_token = builder.text(explanation.nextToken)
    }
  }
}
